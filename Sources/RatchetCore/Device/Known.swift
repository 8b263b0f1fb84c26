/// Where a fact comes from, so that a person can look it up.
public struct Evidence: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A status report; `ref` is its id under `/api/v1/devices/{id}/reports`.
        case statusReport = "status-report"
        /// An answer to a DeviceInformation or SecurityInfo command; `ref` is the command's UUID.
        case commandResult = "command-result"
        /// A check-in message; `ref` is its message type.
        case checkIn = "check-in"
        /// The device fetched a declaration or the manifest; `ref` is the token that it was given.
        case declarationFetch = "declaration-fetch"
        /// A row of the catalog; `ref` is version and build.
        case feed
        /// A plan; `ref` is its id.
        case plan
        /// A time that had been set has come; `ref` is the state that it was set in.
        case timer
        /// A push; `ref` is the push service's id for it, or its reason for refusing it.
        case push
        /// What an appliance said that it runs; `ref` is the driver's call or the checkpoint.
        case inventory
        /// How an appliance said that it is doing; `ref` as above.
        case health
        /// A backup of an appliance; `ref` is where it lies.
        case backup
        /// A call of a driver; `ref` is its key.
        case driverCall = "driver-call"
        /// A person's word; `ref` is who.
        case person
        /// A hop that was verified or failed; `ref` is the package or version.
        case hop
        /// A calendar; `ref` is what of it.
        case calendar
        /// A checkpoint; `ref` is its id.
        case checkpoint
    }

    public let kind: Kind
    public let at: Instant
    public let ref: String

    public init(_ kind: Kind, at: Instant, ref: String) {
        (self.kind, self.at, self.ref) = (kind, at, ref)
    }
}

/// A fact with its evidence.
public struct Known<Value: Sendable & Equatable>: Sendable, Equatable {
    public var value: Value
    public var evidence: Evidence

    public init(_ value: Value, _ evidence: Evidence) {
        (self.value, self.evidence) = (value, evidence)
    }

    public var at: Instant { evidence.at }
}
