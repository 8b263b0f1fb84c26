/// Something that the driver can't do, so that a person does it and signs it off; Ratchet verifies what it can.
public struct Checkpoint: Sendable, Equatable {
    public let id: CheckpointID
    public let appliance: ApplianceID
    public let upgrade: UpgradeID
    /// What is to be done by hand.
    public let verb: DriverVerb
    /// Of which package; nil where it is none's.
    public let package: PackageID?
    public let openedAt: Instant
    public var signedOff: SignOff?

    public struct SignOff: Sendable, Equatable {
        public let by: String
        public let note: String
        public let at: Instant

        public init(by: String, note: String, at: Instant) { (self.by, self.note, self.at) = (by, note, at) }
    }

    public init(
        id: CheckpointID, appliance: ApplianceID, upgrade: UpgradeID, verb: DriverVerb, package: PackageID?,
        openedAt: Instant, signedOff: SignOff? = nil
    ) {
        (self.id, self.appliance, self.upgrade, self.verb) = (id, appliance, upgrade, verb)
        (self.package, self.openedAt, self.signedOff) = (package, openedAt, signedOff)
    }
}
