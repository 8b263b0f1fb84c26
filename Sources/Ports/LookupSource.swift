public import Foundation

/// Apple's Software Lookup Service, or whatever stands in for it.
public protocol LookupSource: Sendable {
    /// Fetches the whole feed.
    ///
    /// - Parameter etag: of the copy that we have; an unchanged feed may then be answered without a body.
    /// - Throws: `LookupProblem`; a failed or truncated fetch never changes the catalog.
    func fetch(etag: String?) async throws -> LookupAnswer
}

/// An answer of the lookup service.
public enum LookupAnswer: Sendable, Equatable {
    /// The body as received, and its entity tag where there was one.
    case feed(Data, etag: String?)
    /// Nothing has changed since the copy with our entity tag.
    case unchanged
}

/// Why the feed could not be fetched, in words for a person.
public struct LookupProblem: Error, Sendable, Equatable, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }
}
