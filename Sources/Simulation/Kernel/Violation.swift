/// An invariant that does not hold.
public struct Violation: Error, Sendable, Equatable, CustomStringConvertible {
    public let invariant: Invariant
    /// What was found, for a person.
    public let text: String

    init(_ invariant: Invariant, _ text: String) { (self.invariant, self.text) = (invariant, text) }

    public var description: String { "\(invariant.rawValue): \(text)" }
}
