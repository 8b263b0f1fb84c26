public import Foundation

/// A folder for everything that one run of a server on this machine leaves behind.
public enum RunFolder {
    /// Makes a new one that nobody else can read, under `parent` or where the system keeps temporary files; its name begins
    /// with `name`.
    public static func make(_ name: String, in parent: URL?) throws -> URL {
        let parent = parent ?? FileManager.default.temporaryDirectory
        let folder = parent.appendingPathComponent("\(name)-\(UUID().uuidString.prefix(8).lowercased())")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return folder
    }
}
