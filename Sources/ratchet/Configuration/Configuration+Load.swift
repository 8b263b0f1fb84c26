import Foundation
import YAMLText

extension Configuration {
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
        guard let octets = try? Data(contentsOf: file) else {
            throw ConfigurationFaults(faults: ["\(file.path): can't be read; let this user read it"])
        }
        do {
            return flatten(try YAMLDocument.read(octets), under: "")
        } catch {
            throw ConfigurationFaults(faults: error.faults.map { "\(file.path): \($0)" })
        }
    }

    /// `admin: {listen: x}` becomes `admin.listen`; a list becomes its entries with commas between.
    private static func flatten(_ value: YAMLValue, under name: String) -> [String: String] {
        switch value.content {
        case .nothing: return name.isEmpty ? [:] : [name: ""]
        case .text(let text): return name.isEmpty ? [:] : [name: text]
        case .list(let list): return [name: list.compactMap(\.text).joined(separator: ", ")]
        case .fields(let fields):
            var settings: [String: String] = [:]
            for field in fields {
                settings.merge(flatten(field.value, under: name.isEmpty ? field.key : "\(name).\(field.key)")) { $1 }
            }
            return settings
        }
    }
}

extension YAMLValue {
    fileprivate var text: String? {
        if case .text(let text) = content { return text }
        return nil
    }
}
