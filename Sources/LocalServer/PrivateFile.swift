public import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file that nobody but its owner can read, from the moment in which it is made.
public enum PrivateFile {
    /// Writes it in one step, so that nobody reads half of it; its folder is made where it is missing.
    public static func write(_ data: Data, to file: URL) throws {
        let folder = file.deletingLastPathComponent()
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let new = folder.appendingPathComponent(".\(file.lastPathComponent).\(getpid())").path
        unlink(new)
        let handle = open(new, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard handle >= 0 else { throw failure(new) }
        let written = data.withUnsafeBytes { put(handle, $0.baseAddress, $0.count) }
        close(handle)
        guard written == data.count, rename(new, file.path) == 0 else {
            let error = failure(file.path)
            unlink(new)
            throw error
        }
    }

    private static func failure(_ path: String) -> LocalServerError {
        LocalServerError("\(path) can't be written: \(String(cString: strerror(errno)))")
    }
}

/// `write` of the C library, which a method of the same name hides.
private func put(_ handle: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int { write(handle, bytes, count) }
