import Foundation

/// What `swift package dump-package` says, as far as the walls need it.
struct PackageDump: Decodable {
    struct Target: Decodable {
        enum Kind: String, Decodable { case regular, executable, test, system, plugin, macro, binary }

        var name: String
        var type: Kind
        var path: String?
        var dependencies: [Dependency]

        /// The folder of the target, relative to the root.
        var folder: String {
            path ?? (type == .test ? "Tests/\(name)" : type == .plugin ? "Plugins/\(name)" : "Sources/\(name)")
        }
    }

    /// A target of ours or a product of a package, by its name.
    struct Dependency: Decodable {
        var name: String

        private enum Keys: String, CodingKey, CaseIterable { case byName, product, target }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Keys.self)
            for key in Keys.allCases where container.contains(key) {
                var values = try container.nestedUnkeyedContainer(forKey: key)
                name = try values.decode(String.self)
                return
            }
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "a dependency of an unknown form"))
        }
    }

    var targets: [Target]
}
