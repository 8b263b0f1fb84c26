/// What keeps a package from being installed at the moment: the missing prerequisite with what is there and what is needed, so that
/// a program can act on it (P2, P3).
public enum Obstacle: Sendable, Equatable {
    case requiresBase(current: PackageVersion?, required: VersionConstraint)
    case requiresProduct(current: PackageVersion?, required: VersionConstraint)
    /// Installing it would skip a required stop.
    case floor(Floor, current: PackageVersion)
    case withdrawn(reason: String)
    /// Nothing of its class leads on from what is installed.
    case deadEnd(current: PackageVersion, reason: String)
    /// It is not newer than what is installed: never backwards.
    case older(current: PackageVersion)
    /// No package of the graph provides the version that is wanted.
    case notProvided(PackageClass, PackageVersion)

    /// A code for programs, kebab-case; it never changes its meaning.
    public var code: String {
        switch self {
        case .requiresBase: "requires-base"
        case .requiresProduct: "requires-product"
        case .floor: "floor"
        case .withdrawn: "withdrawn"
        case .deadEnd: "dead-end"
        case .older: "not-newer"
        case .notProvided: "not-provided"
        }
    }

    /// What is there, where a version is.
    public var current: PackageVersion? {
        switch self {
        case .requiresBase(let current, _), .requiresProduct(let current, _): current
        case .floor(_, let current), .deadEnd(let current, _), .older(let current): current
        case .withdrawn, .notProvided: nil
        }
    }

    /// What is needed, as it is written: a constraint, or a version.
    public var required: String? {
        switch self {
        case .requiresBase(_, let required), .requiresProduct(_, let required): required.description
        case .floor(let floor, _): floor.version.text
        case .notProvided(_, let version): version.text
        case .withdrawn, .deadEnd, .older: nil
        }
    }
}

extension Obstacle: CustomStringConvertible {
    /// In words, without a full stop: `needs base >=6.2, and base 5.1 is installed`.
    public var description: String {
        switch self {
        case .requiresBase(let current, let required): Obstacle.needs("base", required, current)
        case .requiresProduct(let current, let required): Obstacle.needs("product", required, current)
        case .floor(let floor, let current):
            "\(floor.packageClass) \(floor.version) is a required stop on the way from \(current): \(floor.reason)"
        case .withdrawn(let reason): "has been withdrawn: \(reason)"
        case .deadEnd(let current, let reason): "nothing leads on from \(current): \(reason)"
        case .older(let current): "is not newer than \(current), which is installed"
        case .notProvided(let packageClass, let version): "no package provides \(packageClass) \(version)"
        }
    }

    private static func needs(_ name: String, _ required: VersionConstraint, _ current: PackageVersion?) -> String {
        "needs \(name) \(required), and " + (current.map { "\(name) \($0) is installed" } ?? "no \(name) is known")
    }
}
