/// A version that an appliance may run although no package of the graph provides it: where a graph begins (P6).
public struct Origin: Sendable, Equatable {
    /// Base or product.
    public let packageClass: PackageClass
    public let version: PackageVersion
    /// Why nothing leads on from it, where that is meant so.
    public let deadEnd: String?

    public init(_ packageClass: PackageClass, _ version: PackageVersion, deadEnd: String? = nil) {
        (self.packageClass, self.version, self.deadEnd) = (packageClass, version, deadEnd)
    }
}
