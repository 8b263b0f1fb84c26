import Foundation

/// A file that somebody names on the command line.
enum InputFile {
    /// Its octets, at most one more than `most`, so that the reader can tell that it is too large.
    /// - Throws: `CommandFailure` where it can't be read.
    static func read(_ path: String, most: Int = 1 << 20) throws -> Data {
        guard FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure(.notFound, "\(path): there is no such file.")
        }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw CommandFailure(.refused, "\(path): can't be read; let this user read it.")
        }
        defer { try? handle.close() }
        do {
            return try handle.read(upToCount: most + 1) ?? Data()
        } catch {
            throw CommandFailure(.refused, "\(path): can't be read: is it a file?")
        }
    }
}
