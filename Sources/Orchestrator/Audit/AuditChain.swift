import Crypto
public import RatchetCore

/// The links of the audit log, each a SHA-256 over the one before and the line: a line that is changed, left out or put in
/// breaks every link from there on.
public enum AuditChain {
    /// The link of a line at its place.
    ///
    /// - Parameter before: the link of the line before; nil for the first, which is tied to 32 zeros.
    public static func link(after before: [UInt8]?, _ position: Int64, _ line: AuditLine) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: before ?? [UInt8](repeating: 0, count: SHA256.byteCount))
        hash.update(data: line.octets(at: position))
        return [UInt8](hash.finalize())
    }

    /// Where a chain is at some moment. Who keeps one elsewhere notices later that lines were taken from the end.
    public struct Head: Sendable, Equatable {
        /// 0 before the first line.
        public let position: Int64
        public let link: [UInt8]

        public init(position: Int64, link: [UInt8]) { (self.position, self.link) = (position, link) }

        /// Before the first line.
        public static let start = Head(position: 0, link: [UInt8](repeating: 0, count: SHA256.byteCount))
    }

    /// What is wrong with a chain, at the first place where something is.
    public enum Fault: Error, Sendable, Equatable {
        /// The next line should have had the first place and has the second.
        case gap(expected: Int64, found: Int64)
        /// The line at this place, or what it is tied to, is not what it was.
        case broken(position: Int64)
        /// The chain passes the place of the known head with another link.
        case otherHead(position: Int64)
        /// The chain ends here and once went on to the known head.
        case shortened(end: Int64, known: Int64)
    }

    /// Follows a chain line by line, however long it is.
    public struct Verifier: Sendable {
        /// The last line that was found right.
        public private(set) var head: Head
        private let known: Head?

        /// - Parameter known: a head that was noted earlier.
        public init(from start: Head = .start, known: Head? = nil) { (head, self.known) = (start, known) }

        public mutating func follow(_ line: ChainedLine) throws(Fault) {
            guard line.position == head.position + 1 else {
                throw Fault.gap(expected: head.position + 1, found: line.position)
            }
            guard link(after: head.link, line.position, line.line) == line.link else {
                throw Fault.broken(position: line.position)
            }
            head = Head(position: line.position, link: line.link)
            if let known, known.position == head.position, known.link != head.link {
                throw Fault.otherHead(position: head.position)
            }
        }

        /// Says that there are no more lines.
        public func end() throws(Fault) {
            if let known, known.position > head.position {
                throw Fault.shortened(end: head.position, known: known.position)
            }
        }
    }
}
