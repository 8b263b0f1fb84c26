/// Something that is wrong with a graph: where it is, what, and what to do.
public struct GraphFault: Sendable, Equatable {
    /// By their places in the lists that the graph was made of.
    public enum Subject: Sendable, Equatable {
        case package(Int)
        case floor(Int)
        case origin(Int)
        case graph
    }

    /// What kind of fault; a code never changes its meaning.
    public enum Code: String, Sendable, Equatable, CaseIterable {
        case duplicateID = "duplicate-id"
        case equalVersions = "equal-versions"
        /// No version that there is meets a constraint: it names something that is missing, or contradicts itself.
        case dangling
        case unmetFloor = "unmet-floor"
        case cycle
        case noExit = "no-exit"
        case notABaseOrProduct = "not-a-base-or-product"
        case empty
    }

    public let code: Code
    public let subject: Subject
    /// A sentence or two, for a person.
    public let text: String

    public init(_ code: Code, _ subject: Subject, _ text: String) {
        (self.code, self.subject, self.text) = (code, subject, text)
    }
}

/// All faults of a graph at once, in the order of what they are about.
public struct GraphFaults: Error, Sendable, Equatable {
    public let faults: [GraphFault]

    public init(_ faults: [GraphFault]) { self.faults = faults }
}
