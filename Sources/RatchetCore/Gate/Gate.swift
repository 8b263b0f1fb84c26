/// What must be true before a device can be offered an update; it answers and never throws.
public protocol Gate: Sendable {
    func judge(_ device: DeviceFacts) -> GateAnswer
}

/// Open; shut for now; shut until something else about the device or the plan changes.
public enum GateAnswer: Sendable, Equatable {
    case open
    case notYet(Reason, evidence: [Evidence] = [])
    case no(Reason, evidence: [Evidence] = [])

    /// The verdict that a shut gate stands for; nil when it is open.
    public var verdict: Verdict? {
        switch self {
        case .open: nil
        case .notYet(let reason, let evidence): Verdict(.notYet, reason, evidence: evidence)
        case .no(let reason, let evidence): Verdict(.no, reason, evidence: evidence)
        }
    }
}

/// The gates every device passes before an enforcement, in the order in which they are judged; the first shut one
/// speaks.
///
/// A device that is shut out for good by what is known already is told so before it is asked for the rest: one enrolled by
/// its user, one below the floor and a Mac without supervision never report a feed key or capabilities (reference 4).
public enum DeviceGates {
    public static let all: [any Gate] = [
        EnrolmentGate(), UserEnrolmentGate(), FloorGate(), SupervisionGate(), InventoryGate(), CapabilityGate(),
        SetupGate(),
    ]

    public static func judge(_ device: DeviceFacts) -> GateAnswer {
        for gate in all {
            let answer = gate.judge(device)
            if answer != .open { return answer }
        }
        return .open
    }
}
