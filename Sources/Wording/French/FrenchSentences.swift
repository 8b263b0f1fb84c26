import RatchetCore

/// French, with the words of Apple's deployment guide.
///
/// A release is always `la version` or `la mise à jour`, so that every participle agrees. A wall-clock time has no
/// article: sentences say `le {deadline}`. What a device says stands in guillemets.
struct FrenchSentences: SentenceCatalog {
    let language = "fr"
    let plural = PluralRule.noneOrOneAndOther

    func sentence(for reason: Reason) -> String { Typography.french(plain(reason)) }
    func sentence(for wayOut: WayOut) -> String { Typography.french(plain(wayOut)) }
    func sentence(for event: Expectation.Event) -> String { Typography.french(plain(event)) }
    func sentence(for notice: ExpectedNotice.Kind) -> String { Typography.french(plain(notice)) }

    func name(of phase: Phase) -> String {
        switch phase {
        case .discovery: "découverte"
        case .declaration: "déclaration"
        case .preparation: "préparation"
        case .notification: "notification"
        case .installation: "installation"
        case .confirmation: "confirmation"
        case .removal: "retrait"
        }
    }

    func name(ofInventory code: String) -> String {
        switch code {
        case "capabilities": "ses capacités"
        case "supervision": "son état de supervision"
        case "os-version": "la version de son système"
        case "feed-key": "son identifiant de mise à jour logicielle"
        default: code
        }
    }

    /// `21 novembre 2026 à 19:00`.
    func wallClock(date: String, time: String) -> String {
        guard let date = CivilDate(date) else { return "\(date) \(time)" }
        let months = [
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
            "décembre",
        ]
        let day = date.day == 1 ? "1er" : String(date.day)
        return "\(day)\(Typography.noBreakSpace)\(months[date.month - 1]) \(date.year) à \(time)"
    }

    private func plain(_ notice: ExpectedNotice.Kind) -> String {
        switch notice {
        case .daily: "L'appareil le rappelle à son utilisateur environ une fois par jour."
        case .hourly: "L'appareil le rappelle à son utilisateur toutes les heures, même en mode Ne pas déranger."
        case .lastHour: "L'appareil prévient son utilisateur que la mise à jour sera installée dans l'heure."
        case .everyTenMinutes: "L'appareil le rappelle à son utilisateur toutes les dix minutes."
        case .restartCountdown: "L'appareil affiche un compte à rebours avant son redémarrage."
        }
    }
}
