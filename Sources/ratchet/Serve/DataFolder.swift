import Foundation

/// The server's data folder, held by one server at a time.
final class DataFolder: Sendable {
    private let handle: Int32

    /// Makes the folder where it is missing and takes its lock, which ends with the process however that ends.
    ///
    /// - Throws: `StartProblem` when another server holds it, or it can't be written.
    init(_ folder: URL) throws {
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw StartProblem(
                "\(folder.path) (data) can't be made: \(StartProblem.words(for: error)) Set data to a folder that this user may "
                    + "write in.")
        }
        let path = folder.appendingPathComponent("ratchet.lock").path
        let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StartProblem(
                "\(path) can't be written: \(String(cString: strerror(errno))). Let this user write in that folder, or set data "
                    + "to another.")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw StartProblem("\(folder.path) (data) is in use by another server; stop it, or name another folder")
        }
        handle = descriptor
    }

    deinit { close(handle) }
}
