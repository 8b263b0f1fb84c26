import RatchetCore

/// English.
struct EnglishSentences: SentenceCatalog {
    let language = "en"
    let plural = PluralRule.oneAndOther

    func name(of phase: Phase) -> String {
        switch phase {
        case .discovery: "seen"
        case .declaration: "declared"
        case .preparation: "preparing"
        case .notification: "notified"
        case .installation: "installing"
        case .confirmation: "confirmed"
        case .removal: "gone"
        }
    }

    func name(ofInventory code: String) -> String {
        switch code {
        case "capabilities": "what it is able to do"
        case "supervision": "whether it is supervised"
        case "os-version": "which version it runs"
        case "feed-key": "its software update identifier"
        default: code
        }
    }

    func wallClock(date: String, time: String) -> String { "\(date) \(time)" }

    func sentence(for notice: ExpectedNotice.Kind) -> String {
        switch notice {
        case .daily: "The device reminds its user about once a day."
        case .hourly: "The device reminds its user every hour and ignores Do Not Disturb."
        case .lastHour: "The device tells its user that the update is installed within the hour."
        case .everyTenMinutes: "The device reminds its user every ten minutes."
        case .restartCountdown: "The device counts down to its restart."
        }
    }
}
