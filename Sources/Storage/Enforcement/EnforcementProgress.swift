public import RatchetCore

/// How far a device came, without all that is known of it.
public struct EnforcementProgress: Sendable, Equatable {
    public let device: DeviceID
    public let isOpen: Bool
    /// The furthest station that it ever reached.
    public let furthest: Station
    /// When the device reported the target's version; nil while it has not, and where that was before it was kept.
    public let doneAt: Instant?
    /// Nil where it ended before it was kept.
    public let deadline: LocalDateTime?
}

extension EnforcementProgress {
    init(_ device: DeviceID, _ row: SQLRow) throws(StoreError) {
        guard let furthest = Station(rawValue: Int(try row.int(2))) else {
            throw StoreError.corrupt("an enforcement has come to an unknown station")
        }
        self.init(
            device: device, isOpen: try row.text(1) != EnforcementState.closed.rawValue, furthest: furthest,
            doneAt: try row.optionalInt(3).map(Instant.init(microseconds:)),
            deadline: try row.optionalText(4).flatMap { LocalDateTime($0) })
    }
}
