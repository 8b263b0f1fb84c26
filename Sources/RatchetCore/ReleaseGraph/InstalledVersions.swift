/// What an appliance runs: a node of the release graph.
public struct InstalledVersions: Sendable, Equatable {
    /// Nil where the product has no base packages, or nobody knows it yet.
    public let base: PackageVersion?
    public let product: PackageVersion?

    public init(base: PackageVersion?, product: PackageVersion?) {
        (self.base, self.product) = (base, product)
    }
}
