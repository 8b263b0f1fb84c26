/// A time in which a calendar is open: from its start until just before its end.
public struct Opening: Sendable, Equatable {
    public let start: Instant
    public let end: Instant

    init(start: Instant, end: Instant) { (self.start, self.end) = (start, end) }

    init(at start: LocalDateTime, lasting length: Duration, in zone: ZoneID) {
        self.start = zone.moment(of: start).first
        end = self.start + length
    }

    public var length: Duration { end.since(start) }

    public func contains(_ moment: Instant) -> Bool { start <= moment && moment < end }

    /// What is left of it at `moment`, and all of it before it starts; nil when it is over.
    public func rest(from moment: Instant) -> Opening? {
        moment < end ? Opening(start: max(start, moment), end: end) : nil
    }

    /// The parts of it in which nothing is frozen.
    func without(_ frozen: [Frozen]) -> [Opening] {
        var (parts, open): ([Opening], Instant) = ([], start)
        for freeze in frozen where freeze.until > open && freeze.from < end {
            if freeze.from > open { parts.append(Opening(start: open, end: freeze.from)) }
            open = max(open, freeze.until)
        }
        if open < end { parts.append(Opening(start: open, end: end)) }
        return parts
    }
}
