/// The device must be enrolled: a device between Authenticate and its first TokenUpdate is not yet, one that checked
/// out is no more (reference 1.3).
public struct EnrolmentGate: Gate {
    public init() {}

    public func judge(_ device: DeviceFacts) -> GateAnswer {
        switch device.enrolment {
        case .enrolled: .open
        case .authenticated: .notYet(.enrolmentIncomplete)
        case .checkedOut: .no(.notEnrolled)
        }
    }
}

/// User enrolment can never be told to update (reference 3.1).
public struct UserEnrolmentGate: Gate {
    public init() {}

    public func judge(_ device: DeviceFacts) -> GateAnswer {
        device.kind == .user ? .no(.userEnrolment) : .open
    }
}
