/// A required stop: whoever is older has to come through it before anything newer; whoever is there or beyond is not bound by it
/// (reference (b), floors).
public struct Floor: Sendable, Equatable {
    /// Base or product.
    public let packageClass: PackageClass
    /// A version, or its first numbers: `16.3` is met by every 16.3.z.
    public let version: PackageVersion
    public let reason: String

    public init(_ packageClass: PackageClass, _ version: PackageVersion, reason: String) {
        (self.packageClass, self.version, self.reason) = (packageClass, version, reason)
    }
}
