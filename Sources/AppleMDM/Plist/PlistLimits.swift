/// How much property list is read before a message is refused.
///
/// Readers recurse, ours of XML as well as Foundation's of binary lists, so nesting must be bounded before they descend: a
/// few thousand arrays in each other overflow the stack of a server thread.
public struct PlistLimits: Sendable, Hashable {
    /// Octets of the whole message; of a binary one, texts and bytes counted as often as they are referred to, too.
    public var maximumBytes: Int
    /// Containers within containers, the outermost dictionary being 1.
    public var maximumDepth: Int
    /// Values and keys, each counted as often as it is referred to.
    public var maximumObjects: Int
    /// Octets of a key as it stands in the message. Keys are hashed, which takes long for a long one of accents.
    public var maximumKeyBytes: Int

    /// Limits of one's own; `message` suits every message of a device.
    public init(maximumBytes: Int, maximumDepth: Int, maximumObjects: Int, maximumKeyBytes: Int = 256) {
        self.maximumBytes = maximumBytes
        self.maximumDepth = maximumDepth
        self.maximumObjects = maximumObjects
        self.maximumKeyBytes = maximumKeyBytes
    }

    /// For messages of devices: 4 MiB, 32 levels, 65,536 objects, keys of 256 octets. Real messages stay under a hundredth
    /// of the first and third.
    public static let message = PlistLimits(maximumBytes: 4 << 20, maximumDepth: 32, maximumObjects: 1 << 16)
}
