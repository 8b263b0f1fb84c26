public import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Simulated appliances in a folder, one file each: processes that come and go share them, and each change is whole.
public struct ApplianceFile: Sendable {
    private let folder: URL

    /// - Parameter folder: has `new.json`, from which an appliance is made when it is asked for the first time.
    public init(folder: URL) { self.folder = folder }

    /// Puts down what a new appliance is like.
    public func prepare(_ appliance: SimulatedAppliance) throws {
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try save(appliance, to: file("new"))
    }

    /// Reads an appliance, lets it be changed, and writes it, while nobody else does.
    public func change<Result>(_ name: String, _ deed: (inout SimulatedAppliance) throws -> Result) throws -> Result {
        let lock = open(file(name).path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else {
            throw FleetError(.stateNotWritable, "\(folder.path) can't be written: \(String(cString: strerror(errno)))")
        }
        defer { close(lock) }
        while flock(lock, LOCK_EX) != 0 {
            guard errno == EINTR else { throw FleetError(.stateNotWritable, "\(folder.path) can't be locked") }
        }
        var appliance = try read(name)
        let result = try deed(&appliance)
        try save(appliance, to: file(name))
        return result
    }

    /// An appliance as it is now, or as a new one would be.
    public func read(_ name: String) throws -> SimulatedAppliance {
        let own = file(name)
        let data = try Data(contentsOf: FileManager.default.fileExists(atPath: own.path) ? own : file("new"))
        return try JSONDecoder().decode(SimulatedAppliance.self, from: data)
    }

    private func save(_ appliance: SimulatedAppliance, to file: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        try encoder.encode(appliance).write(to: file, options: .atomic)
    }

    /// Letters, digits and `-` of an id stay; the rest has no place in a file's name.
    private func file(_ name: String) -> URL {
        let plain = name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "_" }
        return folder.appending(path: "\(String(plain.prefix(100))).json")
    }
}
