import Foundation
import PackageFile
import RatchetCore
import YAMLText

/// A release graph's file that somebody names, read.
enum GraphFile {
    /// - Throws: `CommandFailure` with every fault, a line each.
    static func read(_ path: String) throws -> ReleaseGraph {
        let octets = try octets(path)
        return try WrittenFile.checked(path) { try PackageFile.read(octets) }
    }

    static func octets(_ path: String) throws -> Data {
        try InputFile.read(path, most: PackageFile.limits.octets)
    }
}
