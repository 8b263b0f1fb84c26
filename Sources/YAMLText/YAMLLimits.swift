/// How much of a file is read before it is refused. Whoever writes such a file by hand meets none of them.
public struct YAMLLimits: Sendable, Equatable {
    /// Octets of the file.
    public let octets: Int
    /// Values in it: texts, lists and mappings together.
    public let values: Int
    /// How deep lists and mappings stand in each other.
    public let depth: Int

    public init(octets: Int = 1 << 20, values: Int = 100_000, depth: Int = 16) {
        (self.octets, self.values, self.depth) = (octets, values, depth)
    }

    /// 1 MiB, 100,000 values, 16 levels.
    public static let standard = YAMLLimits()
}
