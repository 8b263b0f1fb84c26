/// One thing that was done, or refused, as the audit log keeps it. It never holds a secret.
public struct AuditLine: Sendable, Equatable {
    public let id: String
    public let at: Instant
    public let actor: AuditActor
    /// Kebab-case words with dots, `plan.created`.
    public let action: String
    /// What it was done to, `plan:7`.
    public let subject: String
    /// What was so before, by name; nil where nothing was there.
    public let before: [String: String]?
    /// What is so since; nil where nothing is there any more.
    public let after: [String: String]?

    public init(
        id: String, at: Instant, actor: AuditActor, action: String, subject: String, before: [String: String]?,
        after: [String: String]?
    ) {
        (self.id, self.at, self.actor, self.action, self.subject) = (id, at, actor, action, subject)
        (self.before, self.after) = (before, after)
    }

    /// What its link is made over: unambiguous, and the same for everybody who has the line, whatever wrote it down.
    ///
    /// Every text is its length in octets, four octets with the highest first, and its UTF-8; a number has eight octets; what
    /// may be missing begins with an octet 1, or is an octet 0. Fields are written with their count, by name. The order:
    /// position, id, microseconds since 1970 UTC, kind and name and address of the actor, action, subject, before, after.
    public func octets(at position: Int64) -> [UInt8] {
        var writer = AuditOctets()
        writer.number(position)
        writer.text(id)
        writer.number(at.microseconds)
        writer.text(actor.kind.rawValue)
        writer.text(actor.name)
        writer.optional(actor.address) { $0.text($1) }
        writer.text(action)
        writer.text(subject)
        writer.optional(before) { $0.fields($1) }
        writer.optional(after) { $0.fields($1) }
        return writer.octets
    }
}

/// A line with its place, and the link that ties it to all lines before.
public struct ChainedLine: Sendable, Equatable {
    /// From 1, without gaps.
    public let position: Int64
    /// SHA-256 over the link before and the line's octets; before the first are 32 zeros.
    public let link: [UInt8]
    public let line: AuditLine

    public init(position: Int64, link: [UInt8], line: AuditLine) {
        (self.position, self.link, self.line) = (position, link, line)
    }
}

private struct AuditOctets {
    private(set) var octets: [UInt8] = []

    mutating func number(_ number: Int64) {
        withUnsafeBytes(of: number.bigEndian) { octets.append(contentsOf: $0) }
    }

    mutating func text(_ text: String) {
        length(text.utf8.count)
        octets.append(contentsOf: text.utf8)
    }

    mutating func fields(_ fields: [String: String]) {
        length(fields.count)
        let sorted = fields.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        for (name, value) in sorted {
            text(name)
            text(value)
        }
    }

    mutating func optional<Value>(_ value: Value?, _ write: (inout AuditOctets, Value) -> Void) {
        octets.append(value == nil ? 0 : 1)
        if let value { write(&self, value) }
    }

    private mutating func length(_ count: Int) {
        withUnsafeBytes(of: UInt32(clamping: count).bigEndian) { octets.append(contentsOf: $0) }
    }
}
