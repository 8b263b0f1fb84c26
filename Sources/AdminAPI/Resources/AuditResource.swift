import Orchestrator
public import RatchetCore

/// A line of the audit log with its place and link. `docs/people.md` says how the link is made.
public struct AuditLineResource: Codable, Sendable, Equatable {
    public struct Actor: Codable, Sendable, Equatable {
        /// `user`, `token`, `local`, `device`, `service`, `nobody`.
        public var kind: String
        public var name: String
        /// Null for what came over no network.
        @OrNull public var address: String? = nil
    }

    /// From 1, without gaps.
    public var position: Int64
    /// 64 hexadecimal digits.
    public var link: String
    public var id: String
    public var time: String
    /// The same moment in microseconds since 1970 UTC, which is what the link is made over.
    public var microseconds: Int64
    public var actor: Actor
    /// `plan.created`
    public var action: String
    /// `plan:7`
    public var subject: String
    /// Null where nothing was there.
    @OrNull public var before: [String: String]? = nil
    /// Null where nothing is there any more.
    @OrNull public var after: [String: String]? = nil
}

/// Lines in their order.
public struct AuditListResource: Codable, Sendable, Equatable {
    public var lines: [AuditLineResource]
    /// What to give as `after` for the next page.
    public var next: Int64
}

/// Where the chain ends: worth keeping somewhere else.
public struct AuditHeadResource: Codable, Sendable, Equatable {
    /// 0 before the first line.
    public var position: Int64
    /// 64 hexadecimal digits.
    public var link: String
}

extension AuditLineResource {
    public init(_ chained: ChainedLine) {
        let line = chained.line
        self.init(
            position: chained.position, link: Hex.text(chained.link), id: line.id, time: line.at.description,
            microseconds: line.at.microseconds,
            actor: Actor(kind: line.actor.kind.rawValue, name: line.actor.name, address: line.actor.address),
            action: line.action, subject: line.subject, before: line.before, after: line.after)
    }

    /// The line, for whoever follows the chain; nil where a kind or a link is none.
    public var chained: ChainedLine? {
        guard let kind = AuditActor.Kind(rawValue: actor.kind), let link = Hex.octets(link) else { return nil }
        return ChainedLine(
            position: position, link: link,
            line: AuditLine(
                id: id, at: Instant(microseconds: microseconds),
                actor: AuditActor(kind, name: actor.name, address: actor.address), action: action, subject: subject,
                before: before, after: after))
    }
}

extension AuditHeadResource {
    init(_ head: AuditChain.Head) { self.init(position: head.position, link: Hex.text(head.link)) }
}
