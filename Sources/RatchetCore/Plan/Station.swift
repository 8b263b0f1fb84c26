/// The way of a device under its plan, as stations that it reaches one after the other.
///
/// A state says where a device is now and may lead back; a station that was reached stays reached. The numbers are stored.
public enum Station: Int, Sendable, Comparable, CaseIterable {
    /// The plan is for it.
    case covered = 0
    /// A target and a deadline exist for it: nothing shuts it out.
    case planned = 1
    /// It has been told: the declaration stands in its manifest.
    case offered = 2
    /// It has the declaration.
    case delivered = 3
    case downloading = 4
    /// Ready to be installed.
    case prepared = 5
    case installing = 6
    /// It reported the target's version.
    case done = 7

    /// `covered`, `planned`, ...
    public var name: String { "\(self)" }

    public static func < (left: Station, right: Station) -> Bool { left.rawValue < right.rawValue }
}

extension EnforcementState {
    /// The station that a device in this state has reached for certain; it may have come further before.
    var station: Station {
        switch self {
        case .planned, .closed: .planned
        case .offered, .unreachable, .withdrawn: .offered
        // Apple does not say at what a device failed; it has the declaration.
        case .delivered, .accepted, .waiting, .rejected, .satisfied, .failing, .blocked: .delivered
        case .downloading: .downloading
        case .prepared, .pastDue: .prepared
        case .installing, .installingSilent: .installing
        case .done: .done
        }
    }
}

extension Enforcement {
    /// The station that the device has reached for certain, by what is known now.
    public var station: Station { outcome == .done ? .done : state.station }

    /// When the device reported the target's version; nil while it has not. Of one that is closed it is when it was closed:
    /// whoever wants to know keeps the first answer.
    public var doneAt: Instant? { outcome == .done ? since : nil }
}
