import RatchetCore

/// Italian, with the words of Apple's deployment guide.
///
/// A release is always `aggiornamento` where a participle has to agree. A wall-clock time brings its article along
/// (`l’8 novembre`, `il 21 novembre`), so no preposition that would melt with it may stand before one: `entro`, not
/// `di` or `a`. What a device says stands in guillemets.
struct ItalianSentences: SentenceCatalog {
    let language = "it"
    let plural = PluralRule.oneAndOther

    func sentence(for reason: Reason) -> String { Typography.italian(plain(reason)) }
    func sentence(for wayOut: WayOut) -> String { Typography.italian(plain(wayOut)) }
    func sentence(for event: Expectation.Event) -> String { Typography.italian(plain(event)) }
    func sentence(for notice: ExpectedNotice.Kind) -> String { Typography.italian(plain(notice)) }

    func name(of phase: Phase) -> String {
        switch phase {
        case .discovery: "rilevamento"
        case .declaration: "dichiarazione"
        case .preparation: "preparazione"
        case .notification: "notifica"
        case .installation: "installazione"
        case .confirmation: "conferma"
        case .removal: "rimozione"
        }
    }

    func name(ofInventory code: String) -> String {
        switch code {
        case "capabilities": "le sue funzionalità"
        case "supervision": "lo stato di supervisione"
        case "os-version": "la versione del sistema"
        case "feed-key": "il suo identificatore per gli aggiornamenti software"
        default: code
        }
    }

    /// `il 21 novembre 2026 alle ore 19:00`.
    func wallClock(date: String, time: String) -> String {
        guard let date = CivilDate(date) else { return "\(date) \(time)" }
        let months = [
            "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
            "novembre", "dicembre",
        ]
        let day =
            switch date.day {
            case 1: "il 1º"
            case 8, 11: "l\(Typography.apostrophe)\(date.day)"
            default: "il \(date.day)"
            }
        return "\(day) \(months[date.month - 1]) \(date.year) alle ore \(time)"
    }

    private func plain(_ notice: ExpectedNotice.Kind) -> String {
        switch notice {
        case .daily: "Il dispositivo lo ricorda al suo utente circa una volta al giorno."
        case .hourly: "Il dispositivo lo ricorda al suo utente ogni ora, anche in modalità Non disturbare."
        case .lastHour: "Il dispositivo avvisa il suo utente che l'aggiornamento verrà installato entro un'ora."
        case .everyTenMinutes: "Il dispositivo lo ricorda al suo utente ogni dieci minuti."
        case .restartCountdown: "Il dispositivo mostra un conto alla rovescia prima del riavvio."
        }
    }
}
