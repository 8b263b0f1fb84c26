import Orchestrator
import RatchetCore

/// A device. Never a secret.
public struct DeviceResource: Codable, Sendable, Equatable {
    public struct Pending: Codable, Sendable, Equatable {
        public var version: String
        public var build: String
        @OrNull public var targetLocalDateTime: String? = nil
    }

    public struct BootstrapToken: Codable, Sendable, Equatable {
        @OrNull public var escrowedAt: String? = nil
        @OrNull public var lastServedAt: String? = nil
        /// When the device last asked for it and there was none.
        @OrNull public var lastMissedAt: String? = nil
    }

    /// The certificate that the device proves with who it is.
    public struct Identity: Codable, Sendable, Equatable {
        /// SHA-256.
        public var fingerprint: String
        public var subject: String
        public var endsAt: String
        /// Negative once it has ended.
        public var daysLeft: Int
        @OrNull public var renewalAskedAt: String? = nil
    }

    /// The answer in short; the explanation says all of it.
    public struct Brief: Codable, Sendable, Equatable {
        public var answer: String
        public var reason: String
        /// The state of the open enforcement.
        @OrNull public var state: String? = nil
    }

    public var id: String
    public var number: Int64
    /// The UDID, or the EnrollmentID with user enrolment.
    public var identifier: String
    @OrNull public var serial: String? = nil
    @OrNull public var name: String? = nil
    @OrNull public var productName: String? = nil
    @OrNull public var feedKey: String? = nil
    @OrNull public var osVersion: String? = nil
    @OrNull public var build: String? = nil
    @OrNull public var supplementalBuild: String? = nil
    /// `26.3.1 (a)`.
    @OrNull public var osName: String? = nil
    /// `authenticated`, `enrolled`, `checked-out`.
    public var enrolment: String
    /// `device`, `user`.
    public var kind: String
    @OrNull public var supervised: Bool? = nil
    @OrNull public var installState: String? = nil
    @OrNull public var pendingVersion: Pending? = nil
    @OrNull public var timeZone: String? = nil
    public var firstContact: String
    public var lastContact: String
    /// True when the device has fetched the declarations that it should have.
    @OrNull public var isSynced: Bool? = nil
    /// Why the push service does not take the device's token.
    @OrNull public var pushRefusal: String? = nil
    public var bootstrapToken: BootstrapToken
    /// Null for a device that is believed without proof, and in lists.
    @OrNull public var identity: Identity? = nil
    public var verdict: Brief
}

extension DeviceResource {
    init(_ judged: JudgedDevice) {
        let (device, facts) = (judged.device, judged.device.facts)
        let installed = facts.installed?.value
        self.init(
            id: device.id.text, number: device.number, identifier: device.identifier, serial: facts.serialNumber,
            name: facts.name, productName: facts.productName, feedKey: facts.feedKey?.text,
            osVersion: installed?.version.text, build: installed?.build,
            supplementalBuild: installed?.supplementalBuild, osName: installed?.name,
            enrolment: facts.enrolment.rawValue, kind: facts.kind.rawValue, supervised: facts.isSupervised?.value,
            installState: facts.installState?.value.text,
            pendingVersion: facts.pendingVersion.flatMap { Pending($0.value) },
            timeZone: facts.timeZone, firstContact: device.firstContact.description,
            lastContact: device.lastContact.description, isSynced: device.channel?.isSynced,
            pushRefusal: device.channel?.pushRefusal,
            bootstrapToken: BootstrapToken(
                escrowedAt: facts.bootstrapToken.escrowedAt?.description,
                lastServedAt: facts.bootstrapToken.lastServedAt?.description,
                lastMissedAt: facts.bootstrapToken.lastMissedAt?.description),
            identity: device.identity.map {
                Identity(
                    fingerprint: $0.fingerprint, subject: $0.subject, endsAt: $0.endsAt.description,
                    daysLeft: $0.daysLeft, renewalAskedAt: $0.renewalAskedAt?.description)
            },
            verdict: Brief(
                answer: judged.verdict.answer.rawValue, reason: judged.verdict.reason.rawValue,
                state: judged.state?.rawValue))
    }
}

extension DeviceResource.Pending {
    /// Nil when nothing is pending.
    fileprivate init?(_ pending: PendingVersion) {
        if pending.isEmpty { return nil }
        self.init(version: pending.version, build: pending.build, targetLocalDateTime: pending.targetLocalDateTime)
    }
}

/// One page of devices.
public struct DeviceListResource: Codable, Sendable, Equatable {
    public var devices: [DeviceResource]
    /// What to give as `after` for the next page; null on the last.
    @OrNull public var next: Int64? = nil
}
