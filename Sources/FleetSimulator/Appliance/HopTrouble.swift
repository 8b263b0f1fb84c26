/// What goes wrong with one installation on a simulated appliance, at every point of it.
///
///     begun ──── unpacked ──── switched ──── back ──── ended
///     0 %          30 %          70 %        90 %      100 %
///
/// Between switched and back it does not answer, if the package restarts it.
public enum HopTrouble: String, Codable, Sendable, CaseIterable {
    /// It is refused at once; nothing was changed.
    case refused
    /// It ends before the switch, with an error; the old version runs.
    case failsBefore = "fails-before"
    /// It ends in the switch, with an error. A product falls back to the old version; a base is broken.
    case failsDuring = "fails-during"
    /// It ends with an error after the switch; the new version runs.
    case failsAfter = "fails-after"
    /// All goes well, and nobody hears of it.
    case answerLost = "answer-lost"
    /// Nothing was changed, and nobody hears of it.
    case orderLost = "order-lost"
    /// The appliance crashes and comes back on the old version; nobody hears of the installation again.
    case crashesOld = "crashes-old"
    /// The same, and it comes back on the new one.
    case crashesNew = "crashes-new"
    /// The same, and it is broken.
    case crashesBroken = "crashes-broken"
    /// Success is claimed; the old version runs.
    case lies
    /// It takes four times as long as it should.
    case slow
    /// It never ends, and the appliance says nothing of it.
    case hangs
    /// The new version runs, with an alarm that stays.
    case alarmAfter = "alarm-after"
    /// All goes well; then somebody installs the next package by hand.
    case visitorAfter = "visitor-after"
    /// All goes well; the next two inventories can't be read.
    case garbledAfter = "garbled-after"

    /// Where the installation ends, as a part of its time; nothing where it never does.
    var endsAt: Double? {
        switch self {
        case .refused, .orderLost: 0
        case .failsBefore: 0.3
        case .failsDuring: 0.7
        case .crashesOld, .crashesNew, .crashesBroken, .failsAfter, .answerLost, .lies, .slow, .alarmAfter,
            .visitorAfter, .garbledAfter:
            1
        case .hangs: nil
        }
    }

    /// Whether the new version runs afterwards.
    var installs: Bool {
        switch self {
        case .failsAfter, .answerLost, .crashesNew, .slow, .alarmAfter, .visitorAfter, .garbledAfter: true
        case .refused, .failsBefore, .failsDuring, .orderLost, .crashesOld, .crashesBroken, .lies, .hangs: false
        }
    }

    /// Whether a base package is broken by it. A product of whose switch nothing came falls back.
    var breaksBase: Bool { self == .failsDuring || self == .crashesBroken || self == .hangs }

    /// Whether the appliance goes away by itself, with the connection of whoever ordered the installation.
    var isCrash: Bool { self == .crashesOld || self == .crashesNew || self == .crashesBroken }

    /// Whether the switch is reached at all.
    var switches: Bool {
        switch self {
        case .refused, .failsBefore, .orderLost, .lies: false
        case .failsDuring, .failsAfter, .answerLost, .crashesOld, .crashesNew, .crashesBroken, .slow, .hangs,
            .alarmAfter, .visitorAfter, .garbledAfter:
            true
        }
    }
}
