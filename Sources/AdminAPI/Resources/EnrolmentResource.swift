import Orchestrator
import RatchetCore

/// What profiles say, or would say, and what stands against issuing one.
public struct EnrolmentResource: Codable, Sendable, Equatable {
    public struct Right: Codable, Sendable, Equatable {
        public var value: Int
        /// What it lets the service do.
        public var text: String
    }

    public struct Fault: Codable, Sendable, Equatable {
        /// The key of the configuration.
        public var field: String
        public var text: String
    }

    /// Whether a profile may have been issued, which fixes topic and addresses for good.
    public var agreed: Bool
    public var topic: String
    public var serverURL: String
    public var checkInURL: String
    public var accessRights: Int
    public var rights: [Right]
    public var developmentPush: Bool
    /// Why no profile can be issued; empty if one can.
    public var faults: [Fault]
}

extension EnrolmentResource {
    init(_ overview: EnrolmentOverview) {
        self.init(
            agreed: overview.isAgreed, topic: overview.topic, serverURL: overview.serverURL,
            checkInURL: overview.checkInURL, accessRights: overview.accessRights,
            rights: overview.rights.map { Right(value: $0.value, text: $0.text) },
            developmentPush: overview.usesDevelopmentPush,
            faults: overview.faults.map { Fault(field: $0.field, text: $0.text) })
    }
}

/// A profile or a link that is asked for.
public struct EnrolmentBody: Codable, Sendable, Equatable {
    /// Whether the person has seen what can never be changed once the first profile is issued.
    public var accept: Bool?
    /// For whom a link is.
    public var note: String?
    /// How long a link works, in seconds; 7 days if nobody says.
    public var lifetime: Int64?

    public init(accept: Bool? = nil, note: String? = nil, lifetime: Int64? = nil) {
        (self.accept, self.note, self.lifetime) = (accept, note, lifetime)
    }

    public init(from decoder: any Decoder) throws {
        try decoder.refuseOtherKeys(than: CodingKeys.self)
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        accept = try fields.decodeIfPresent(Bool.self, forKey: .accept)
        note = try fields.decodeIfPresent(String.self, forKey: .note)
        lifetime = try fields.decodeIfPresent(Int64.self, forKey: .lifetime)
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case accept, note, lifetime }
}

/// A link as it is listed: without its secret part, which only whoever made it has seen.
public struct EnrolmentLinkResource: Codable, Sendable, Equatable {
    public var id: String
    public var note: String
    public var madeAt: String
    public var expiresAt: String
    @OrNull public var usedAt: String? = nil
    /// Only in the answer to whoever made it.
    @OrNull public var url: String? = nil
}

public struct EnrolmentLinkListResource: Codable, Sendable, Equatable {
    public var links: [EnrolmentLinkResource]
}

extension EnrolmentLinkResource {
    init(_ row: EnrolmentLinkSummary) {
        self.init(
            id: row.id, note: row.note, madeAt: "\(row.madeAt)", expiresAt: "\(row.expiresAt)",
            usedAt: row.usedAt.map { "\($0)" })
    }

    init(_ link: NewLink) {
        self.init(
            id: link.id, note: link.note, madeAt: "\(link.madeAt)", expiresAt: "\(link.expiresAt)", url: link.url)
    }
}
