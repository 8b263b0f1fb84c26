import SeededRandom

/// A package as a simulated appliance's vendor made it.
public struct AppliancePackage: Codable, Equatable, Sendable {
    public enum Kind: String, Codable, Sendable {
        case base, product, licence
    }

    public let id: String
    public let kind: Kind
    public let version: String
    /// The base that must run at least; nil for any.
    public let needsBase: String?
    /// The product that must run at least: the stop before it.
    public let needsProduct: String?
    /// What its installation takes on a real appliance.
    public let minutes: Double
    /// Whether the appliance is away for a while.
    public let restarts: Bool
    /// SHA-256 of its file, made up from its id.
    public let sha256: String

    public init(
        _ kind: Kind, _ version: String, id: String? = nil, needsBase: String? = nil, needsProduct: String? = nil,
        minutes: Double = 30, restarts: Bool = true
    ) {
        self.id = id ?? "\(kind.rawValue)-\(version)"
        (self.kind, self.version, self.minutes, self.restarts) = (kind, version, minutes, restarts)
        (self.needsBase, self.needsProduct) = (needsBase, needsProduct)
        sha256 = AppliancePackage.digest(self.id)
    }

    /// 64 hexadecimal digits that belong to a text.
    static func digest(_ text: String) -> String {
        // FNV-1a.
        let seed = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
        var random = SeededRandom(seed: seed)
        return random.hex(64).lowercased()
    }
}
