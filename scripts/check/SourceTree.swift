import Foundation

/// The project's text files, each read once.
struct SourceTree {
    struct File {
        var path: String
        var text: String
        var tokens: [Token] = []

        var isSwift: Bool { path.hasSuffix(".swift") }
    }

    private(set) var files: [File] = []

    /// What a build or a run leaves behind, and inputs of the fuzzer, which are anything at all.
    private static let notOurs = [".build", ".git", "ratchet-data", "Fuzz/.build", "Fuzz/crashes", "Fuzz/corpus"]
    private static let largest = 1_000_000

    init(root: URL) throws {
        let keys: [URLResourceKey] = [.isRegularFileKey, .fileSizeKey]
        guard let walk = FileManager.default.enumerator(at: root, includingPropertiesForKeys: keys) else {
            throw CheckError(text: "\(root.path) cannot be read")
        }
        let prefix = root.standardizedFileURL.resolvingSymlinksInPath().path + "/"
        for case let url as URL in walk {
            let path = String(url.standardizedFileURL.resolvingSymlinksInPath().path.dropFirst(prefix.count))
            if Self.notOurs.contains(path) || path.hasPrefix("ratchet-demo") {
                walk.skipDescendants()
                continue
            }
            let values = try url.resourceValues(forKeys: Set(keys))
            guard values.isRegularFile == true, values.fileSize ?? 0 <= Self.largest else { continue }
            let data = try Data(contentsOf: url)
            guard !data.contains(0), let text = String(data: data, encoding: .utf8) else { continue }
            files.append(File(path: path, text: text, tokens: path.hasSuffix(".swift") ? Lexer.tokens(of: text) : []))
        }
        files.sort { $0.path < $1.path }
    }

    /// Whether there is such a file, or a folder with one in it.
    func contains(_ path: String) -> Bool {
        files.contains { $0.path == path || $0.path.hasPrefix(path + "/") }
    }

    /// A path as a page in `folder` writes it, from the root.
    func resolve(_ path: Substring, from folder: [Substring]) -> String {
        var parts = folder
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }

    func swiftFiles(under folder: String) -> [File] {
        files.filter { $0.isSwift && $0.path.hasPrefix(folder + "/") }
    }
}
