public import RatchetCore

extension EnforcementState {
    /// What it means, for the reference.
    public var meaning: String {
        switch self {
        case .planned: "A target and a deadline have been chosen; the declaration is about to be offered."
        case .offered: "The declaration stands in the device's manifest; the device has not fetched it."
        case .unreachable:
            "The update was offered, and nothing has been heard of the device for too long since. Never counted as a "
                + "failure."
        case .delivered: "The device has fetched the declaration and has not said how it judges it."
        case .accepted: "The device holds the declaration active and valid. Also the normal gap between two scans."
        case .waiting: "The device waits for conditions for the download, such as power and network."
        case .downloading: "The device is downloading."
        case .prepared: "The update is ready; the device notifies its user until the deadline (phase 4, inferred)."
        case .pastDue:
            "The update is prepared, and the deadline and its grace have passed in every zone. It can last."
        case .installing: "The device is installing; silence is expected while it restarts."
        case .installingSilent:
            "The device began to install and has been silent for longer than that takes; its version is being asked for."
        case .failing: "The device reported a failed attempt and tries again by itself."
        case .blocked:
            "The device has failed too often or for too long. It goes on trying, but somebody should act."
        case .rejected: "The device refused the declaration."
        case .satisfied:
            "The device says that it runs the target or something newer; its version is being asked for."
        case .done:
            "The device itself has reported the target's version or a newer one; the declaration is being "
                + "taken away."
        case .withdrawn:
            "The target is not to be installed on this device any more, because no plan wants it, a gate has shut or the "
                + "release was taken back; the declaration is being taken away."
        case .closed: "The device has fetched its manifest without the declaration. Its outcome says how it ended."
        }
    }
}

extension EnforcementOutcome {
    /// What it means, for the reference.
    public var meaning: String {
        switch self {
        case .done: "The device reported the target's version or a newer one."
        case .cancelled: "A person cancelled the plan, or the device left it."
        case .ineligible: "The device can't be told to update any more: a gate has shut."
        case .unavailable: "The release has left the feed or has expired, and nothing took its place."
        case .superseded: "Another target took its place."
        case .unmanaged: "The enrolment ended."
        }
    }
}
