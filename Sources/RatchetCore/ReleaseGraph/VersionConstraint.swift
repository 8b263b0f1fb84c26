/// Which versions a package can be installed on: comparisons that must all hold, such as `>=6.0 <7`.
public struct VersionConstraint: Sendable, Equatable {
    public enum Comparison: String, Sendable, Equatable, CaseIterable {
        case atLeast = ">="
        case atMost = "<="
        case below = "<"
        case above = ">"
        case exactly = "="
    }

    public struct Term: Sendable, Equatable {
        public let comparison: Comparison
        public let version: PackageVersion

        public init(_ comparison: Comparison, _ version: PackageVersion) {
            (self.comparison, self.version) = (comparison, version)
        }

        public func isMet(by version: PackageVersion) -> Bool {
            switch comparison {
            case .atLeast: version >= self.version
            case .atMost: version <= self.version
            case .below: version < self.version
            case .above: version > self.version
            case .exactly: version == self.version
            }
        }
    }

    /// One to eight.
    public let terms: [Term]

    public init(_ terms: [Term]) { self.terms = terms }

    /// Nil unless it is one to eight comparisons with spaces or commas between; a version alone means `=`.
    public init?(_ text: String) {
        var terms: [Term] = []
        for word in text.replacing(",", with: " ").split(separator: " ") {
            let comparison = Comparison.allCases.first { word.hasPrefix($0.rawValue) }
            guard let version = PackageVersion(String(word.dropFirst(comparison?.rawValue.count ?? 0))) else {
                return nil
            }
            terms.append(Term(comparison ?? .exactly, version))
        }
        guard (1...8).contains(terms.count) else { return nil }
        self.terms = terms
    }

    public func isMet(by version: PackageVersion) -> Bool { terms.allSatisfy { $0.isMet(by: version) } }
}

extension VersionConstraint: CustomStringConvertible {
    /// As it is written: `>=6.0 <7`.
    public var description: String {
        terms.map { "\($0.comparison.rawValue)\($0.version)" }.joined(separator: " ")
    }
}
