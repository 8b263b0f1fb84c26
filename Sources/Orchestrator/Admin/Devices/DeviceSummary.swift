public import RatchetCore
import Storage

/// A device as people and programs are shown it. Never a secret.
public struct DeviceSummary: Sendable, Equatable {
    public let id: DeviceID
    public let number: Int64
    /// Its `UDID`, or its `EnrollmentID` with user enrolment.
    public let identifier: String
    public let firstContact: Instant
    public let lastContact: Instant
    public let facts: DeviceFacts
    /// Where the declarations of its device channel stand; nil where it never enrolled one.
    public let channel: Channel?
    /// The certificate that it proves with who it is; nil for one that is believed without proof, and in lists.
    public let identity: Identity?

    /// A device's certificate, as far as anybody needs to know.
    public struct Identity: Sendable, Equatable {
        /// SHA-256, in hexadecimal digits.
        public let fingerprint: String
        public let subject: String
        public let endsAt: Instant
        /// Whole days until it ends; negative after it.
        public let daysLeft: Int
        /// When the device was asked last to renew it; nil if it was not.
        public let renewalAskedAt: Instant?

        init(_ row: CertificateRow, now: Instant) {
            (fingerprint, subject, endsAt) = (row.fingerprint, row.subject, row.notAfter)
            renewalAskedAt = row.renewalAsked
            daysLeft = Int((Double(row.notAfter.seconds - now.seconds) / 86_400).rounded(.down))
        }
    }

    /// The device channel, without its push address.
    public struct Channel: Sendable, Equatable {
        /// True when the device has fetched the manifest that it should have.
        public let isSynced: Bool
        /// Since when it should have that manifest.
        public let wantedSince: Instant
        /// Why the push service does not take its token; nil while it does.
        public let pushRefusal: String?
    }
}

extension DeviceSummary {
    /// A device by itself, with its certificate.
    init(
        _ row: DeviceRow, _ enrolment: EnrolmentRow?, _ store: inout StoreTransaction, _ context: StepContext
    ) throws {
        let certificate = try enrolment?.certificate.flatMap { fingerprint in try store.certificate(fingerprint) }
        self.init(row, enrolment, identity: certificate.map { Identity($0, now: context.now) })
    }

    init(_ row: DeviceRow, _ enrolment: EnrolmentRow?, identity: Identity? = nil) {
        self.init(
            id: row.id, number: row.number, identifier: row.identifier, firstContact: row.firstContact,
            lastContact: row.lastContact, facts: row.facts,
            channel: enrolment.map {
                Channel(isSynced: !$0.isBehind, wantedSince: $0.wantedSince, pushRefusal: $0.pushRefusal)
            }, identity: identity)
    }

    /// What a person would search a device by, in lower case.
    var searchText: String {
        [
            String(number), identifier, facts.serialNumber, facts.name, facts.productName, facts.feedKey?.text,
            facts.installed?.value.name, facts.installed?.value.build, facts.enrolment.rawValue,
        ]
        .compactMap { $0?.lowercased() }.joined(separator: "\n")
    }
}

/// A device with the answer to "is it current?".
public struct JudgedDevice: Sendable, Equatable {
    public let device: DeviceSummary
    public let verdict: Verdict
    /// The state of its open enforcement; nil when there is none.
    public let state: EnforcementState?
}

/// One page of devices.
public struct DevicePage: Sendable, Equatable {
    public let devices: [JudgedDevice]
    /// Where the next page begins; nil when this is the last.
    public let next: Int64?
}
