public import RatchetCore
public import YAMLText

/// Release graphs as people write them, in YAML or JSON; docs/packages.md describes the file, `PackageSchema` its shape.
public enum PackageFile {
    /// A file may be larger than others: 8 MiB, and so many values as 20,000 packages have.
    public static let limits = YAMLLimits(octets: 8 << 20, values: 400_000, depth: 8)
    public static let mostPackages = 20_000
    static let mostFloors = 1000
    static let mostOrigins = 1000

    /// The graph of a file.
    ///
    /// - Throws: `YAMLFaults` with everything that is wrong with it, each with its line: of the writing, and of the graph.
    public static func read(_ octets: some Collection<UInt8>) throws(YAMLFaults) -> ReleaseGraph {
        let document = try YAMLDocument.read(octets, limits: limits)
        var reader = YAMLReader()
        let graph = reader.graph(document)
        return try reader.finish(graph)
    }
}

/// What can stand where in the file. `PackageSchema` has the same names; a test compares.
enum PackageFileKeys {
    static let file = ["product", "prefixes", "packages", "floors", "origins"]
    static let package = [
        "id", "name", "class", "version", "requires", "estimate", "restarts", "affectsClients", "major", "notes",
        "source",
        "sha256", "recovery", "withdrawn", "deadEnd",
    ]
    static let floor = ["class", "version", "reason"]
    static let origin = ["version", "deadEnd"]
    static let recovery = ["way", "until"]
    /// Base and product have versions that others ask for; a licence has none.
    static let versioned = [PackageClass.base, .product].map(\.rawValue)
    static let classes = PackageClass.allCases.map(\.rawValue)
}
