import AdminAPI
import Foundation
import PackageFile
import RatchetCore
import YAMLText

/// A release graph's file that somebody names, read.
enum GraphFile {
    /// - Throws: `CommandFailure` with every fault, a line each.
    static func read(_ path: String) throws -> ReleaseGraph {
        do {
            return try PackageFile.read(octets(path))
        } catch let faults as YAMLFaults {
            throw CommandFailure(.refused, faults.faults.map { "\(path): \($0)" }.joined(separator: "\n"))
        }
    }

    static func octets(_ path: String) throws -> Data {
        try InputFile.read(path, most: PackageFile.limits.octets)
    }
}
