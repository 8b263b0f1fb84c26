/// A required stop: whoever is older has to come through it before anything newer; whoever is there or beyond is not bound by it
/// (reference (b), floors).
public struct Floor: Sendable, Equatable {
    /// Base or product.
    public let packageClass: PackageClass
    /// A version, or its first numbers: `16.3` is met by every 16.3.z, `16.0` by no 16.3.
    public let version: PackageVersion
    public let reason: String

    public init(_ packageClass: PackageClass, _ version: PackageVersion, reason: String) {
        (self.packageClass, self.version, self.reason) = (packageClass, version, reason)
    }
}

extension Floor {
    /// Where a version stands, seen from the floor. It never falls as versions rise.
    enum Side: Int { case below, meets, beyond }

    /// The floor's numbers, as they are spelt, are compared with as many of the version's; a floor that is spelt with a `-` and
    /// words after it is met by that version only.
    func side(of version: PackageVersion) -> Side {
        if !self.version.order.suffix.isEmpty { return exactSide(of: version) }
        for (place, wanted) in self.version.components.enumerated() {
            let number = place < version.components.count ? version.components[place] : 0
            if number != wanted { return number < wanted ? .below : .beyond }
        }
        return .meets
    }

    /// Whether it stands between two versions, so that one may not be installed right over the other.
    func isSkipped(from old: PackageVersion, to new: PackageVersion) -> Bool {
        side(of: old) == .below && side(of: new) == .beyond
    }

    private func exactSide(of version: PackageVersion) -> Side {
        if version == self.version { return .meets }
        return version < self.version ? .below : .beyond
    }
}
