import Foundation

/// Who may read a file with a secret in it.
enum FileMode {
    /// - Throws: where others than its owner and its group can do anything with it, or its group can write.
    static func refuseOthers(_ file: URL) throws(IdentityError) {
        let attributes = try? FileManager.default.attributesOfItem(atPath: file.resolvingSymlinksInPath().path)
        guard let mode = attributes?[.posixPermissions] as? NSNumber, mode.intValue & 0o027 == 0 else {
            throw IdentityError("\(file.path) can be read by others than its owner and group; chmod 600 it (or 640)")
        }
    }
}
