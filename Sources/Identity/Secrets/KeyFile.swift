import Foundation
import Glibc
import Ports

/// The file that the keys are in, readable by its owner only.
struct KeyFile: Sendable {
    let url: URL

    /// Nil where the file is not there yet.
    func read() throws -> KeyRing? {
        guard FileManager.default.fileExists(atPath: url.path) else { return nil }
        let mode = try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? NSNumber
        if let mode, mode.intValue & 0o077 != 0 {
            throw SecretBoxError("\(url.path) can be read by others than its owner; chmod 600 it")
        }
        guard let ring = KeyRing(octets: try Data(contentsOf: url)) else {
            throw SecretBoxError("\(url.path) holds no keys of 32 octets; restore it from a backup")
        }
        return ring
    }

    /// Puts a ring in the place of what is there, in one step: whoever reads finds the old file or the new one.
    func write(_ ring: KeyRing) throws {
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let temporary = url.appendingPathExtension("new")
        try? FileManager.default.removeItem(at: temporary)
        try KeyFile.create(temporary, ring.octets)
        guard rename(temporary.path, url.path) == 0 else {
            throw SecretBoxError("\(url.path) could not be replaced: \(String(cString: strerror(errno)))")
        }
        try KeyFile.flush(url.deletingLastPathComponent())
    }

    /// Nobody but its owner can read it, from the moment in which it is made: Foundation would let others read it first.
    private static func create(_ file: URL, _ octets: Data) throws {
        let problem = SecretBoxError(
            "\(file.path) could not be written; see that there is room and this user may write there")
        let descriptor = open(file.path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw problem }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: octets)
            try handle.synchronize()
            try handle.close()
        } catch {
            throw problem
        }
    }

    /// Lets a file, or the names in a folder, reach the disk: the first secret that is sealed does, and a key that a power cut
    /// took away would never open it.
    private static func flush(_ file: URL) throws {
        let handle = try FileHandle(forReadingFrom: file)
        defer { try? handle.close() }
        try handle.synchronize()
    }
}
