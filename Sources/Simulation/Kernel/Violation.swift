/// An invariant that does not hold.
public struct Violation: Error, Sendable, Equatable, CustomStringConvertible {
    /// Its name.
    public let invariant: String
    /// What was found, for a person.
    public let text: String

    init(_ invariant: Invariant, _ text: String) { (self.invariant, self.text) = (invariant.rawValue, text) }

    init(_ invariant: ApplianceInvariant, _ text: String) { (self.invariant, self.text) = (invariant.rawValue, text) }

    public var description: String { "\(invariant): \(text)" }
}
