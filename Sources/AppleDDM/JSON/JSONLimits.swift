/// How much JSON is read before it is refused.
public struct JSONLimits: Sendable, Hashable {
    /// Octets of the whole text.
    public var maximumBytes: Int
    /// Arrays and objects within each other, the outermost being 1.
    public var maximumDepth: Int
    /// Values of every kind, the outermost included; keys are not counted.
    public var maximumValues: Int

    /// Limits of one's own; `message` suits every message of a device.
    public init(maximumBytes: Int, maximumDepth: Int, maximumValues: Int) {
        self.maximumBytes = maximumBytes
        self.maximumDepth = maximumDepth
        self.maximumValues = maximumValues
    }

    /// For messages of devices: 4 MiB, 64 levels, 262,144 values.
    public static let message = JSONLimits(maximumBytes: 4 << 20, maximumDepth: 64, maximumValues: 1 << 18)
}
