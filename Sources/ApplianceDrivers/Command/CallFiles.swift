import Foundation
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The open files that an executable is started with. No pipe: nobody's end can close it, so it outlives the server.
struct CallFiles {
    let input: FileDescriptor
    let output: FileDescriptor
    let errors: FileDescriptor

    /// Opens them for a call that was not begun yet; nil where it was, by whomever.
    ///
    /// `output` comes into being with its lock on it, and only once.
    static func begin(_ folder: CallFolder, request: Data) throws -> CallFiles? {
        guard !folder.isBegun else { return nil }
        try CallFolder.write(request, to: folder.request)
        let new = folder.url.appending(path: ".output.\(UUID().uuidString)")
        defer { unlink(new.path) }
        let output = try open(new, .writeOnly, [.create, .exclusiveCreate, .append])
        do {
            guard flock(output.rawValue, LOCK_EX | LOCK_NB) == 0 else { throw POSIXError.last }
            guard link(new.path, folder.output.path) == 0 else {
                if errno != EEXIST { throw POSIXError.last }
                try? output.close()
                return nil
            }
            try CallFolder.keep(folder.url)
            let errors = try open(folder.errors, .writeOnly, [.create, .append])
            return CallFiles(input: try open(folder.request, .readOnly), output: output, errors: errors)
        } catch {
            try? output.close()
            throw error
        }
    }

    private static func open(
        _ url: URL, _ mode: FileDescriptor.AccessMode, _ options: FileDescriptor.OpenOptions = []
    ) throws -> FileDescriptor {
        try FileDescriptor.open(
            FilePath(url.path), mode, options: options.union(.closeOnExec), permissions: .ownerReadWrite)
    }
}

extension CallFolder {
    /// Whether no process has its output open any more. What can't be looked at may still be at work.
    var isAbandoned: Bool {
        let handle = open(output.path, O_RDONLY | O_CLOEXEC)
        guard handle >= 0 else { return errno == ENOENT }
        defer { close(handle) }
        return flock(handle, LOCK_SH | LOCK_NB) == 0
    }
}
