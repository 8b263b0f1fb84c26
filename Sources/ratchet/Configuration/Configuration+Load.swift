import Foundation
import Yams

extension Configuration {
    /// A configuration larger than this is none.
    private static let largestFile = 1 << 20

    /// Reads the file, where one is given, and the environment on top of it.
    ///
    /// - Throws: `ConfigurationFaults`.
    static func load(
        _ path: String?, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws -> Configuration {
        var settings: [String: String] = [:]
        var folder = URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)
        if let path {
            let file = URL(fileURLWithPath: path)
            folder = file.deletingLastPathComponent()
            settings = try read(file)
        }
        for key in ConfigurationKey.allCases {
            if let value = environment[key.environmentVariable] { settings[key.rawValue] = value }
        }
        var reader = ConfigurationReader(settings, folder: folder)
        return try reader.read()
    }

    private static func read(_ file: URL) throws -> [String: String] {
        guard FileManager.default.fileExists(atPath: file.path) else {
            throw ConfigurationFaults(faults: ["\(file.path): there is no such file; --config names the configuration"])
        }
        guard let bytes = try? Data(contentsOf: file) else {
            throw ConfigurationFaults(faults: ["\(file.path): can't be read; let this user read it"])
        }
        guard bytes.count <= largestFile, let text = String(data: bytes, encoding: .utf8) else {
            throw ConfigurationFaults(faults: ["\(file.path): is not a configuration: too large, or not UTF-8"])
        }
        do {
            return flatten(try Yams.compose(yaml: text), under: "")
        } catch {
            throw ConfigurationFaults(faults: ["\(file.path): is not YAML: \(fault(error))"])
        }
    }

    /// Where it is and what, without the line itself, which the library would repeat: it may have a password in it.
    private static func fault(_ error: any Error) -> String {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            "line \(mark.line), column \(mark.column): \(problem)"
        case .duplicatedKeysInMapping(_, let context): "line \(context.mark.line): a key is there twice"
        default: "it can't be read"
        }
    }

    /// `admin: {listen: x}` becomes `admin.listen`; a list becomes its entries with commas between.
    private static func flatten(_ node: Node?, under name: String) -> [String: String] {
        switch node {
        case .scalar(let scalar): return name.isEmpty ? [:] : [name: scalar.string]
        case .sequence(let list): return [name: list.compactMap(\.scalar?.string).joined(separator: ", ")]
        case .mapping(let mapping):
            var settings: [String: String] = [:]
            for (key, value) in mapping {
                let part = key.scalar?.string ?? "?"
                settings.merge(flatten(value, under: name.isEmpty ? part : "\(name).\(part)")) { _, new in new }
            }
            return settings
        case nil, .alias: return [:]
        }
    }
}
