/// What can be looked for when a device is held up. Each state has its own, the likeliest first; `Clues` finds them.
enum Clue: CaseIterable {
    /// The device has told what it holds, and our declaration is not among it.
    case notHeld
    case stalled
    case disk
    case power
    /// Only after more than a day: for a device that works by itself.
    case silence
    /// For a device that has to come.
    case offline
    case push
    case user
    case bootstrapToken
    case expiredPasscode
    case failure
    case refusal
    case withdrawal

    /// What it can point to.
    var reasons: [Reason] {
        switch self {
        case .notHeld: [.declarationMissing]
        case .stalled: [.stalled]
        case .disk: [.lowDisk]
        case .power: [.lowPower]
        case .silence, .offline: [.deviceOffline]
        case .push: [.pushRefused]
        case .user: [.userDecides, .passcodeNeeded, .userAgreed]
        case .bootstrapToken: [.bootstrapTokenMissing, .bootstrapTokenRefused]
        case .expiredPasscode: [.passcodeNotEntered]
        case .failure:
            [.failureReported, .lowDisk, .lowPower, .noNetwork, .bootstrapTokenRefused, .passcodeNotEntered]
        case .refusal: [.declarationRefused]
        case .withdrawal: [.targetMissing, .cannotRecall] + Reason.allCases.filter { $0.wayOut != nil }
        }
    }
}

extension EnforcementState {
    /// What may hold a device up in this state, the likeliest first.
    var clues: [Clue] {
        switch self {
        case .planned, .closed: []
        case .offered, .unreachable: [.push, .offline]
        case .delivered, .accepted: [.notHeld, .stalled, .silence, .push]
        case .waiting, .downloading: [.notHeld, .disk, .power, .stalled, .silence, .push]
        case .prepared: [.user, .bootstrapToken, .silence]
        case .pastDue: [.bootstrapToken, .disk, .power, .expiredPasscode, .offline]
        case .installing: [.silence, .push]
        case .installingSilent, .satisfied: [.push, .offline]
        case .failing, .blocked: [.failure, .bootstrapToken, .disk, .power]
        case .rejected: [.refusal]
        case .withdrawn: [.withdrawal, .push, .silence]
        case .done: [.push, .silence]
        }
    }
}
