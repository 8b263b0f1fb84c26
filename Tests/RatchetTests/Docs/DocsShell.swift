import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Runs commands as a person in a shell does, in a folder of its own.
struct DocsShell: Sendable {
    struct Finished: Sendable {
        let exit: Int32
        let output: String
    }

    let folder: URL
    var environment: [String: String]

    /// How long anything may take: only a command that hangs needs so long.
    private static let limit = "300"

    /// - Returns: when it has ended.
    func run(_ command: String) async throws -> Finished {
        let running = try start(command)
        let output = await running.rest()
        return Finished(exit: await running.exit(), output: output)
    }

    func start(_ command: String) throws -> RunningCommand {
        // `timeout` hands a signal on to everything that the command has started.
        try RunningCommand(
            ["timeout", "--kill-after=5", DocsShell.limit, "bash", "-c", "cd '\(folder.path)' && \(command)"],
            environment.map { "\($0)=\($1)" })
    }
}

/// A command that has been started, with what it prints, errors included. A thread of its own reads it and waits for its end.
final class RunningCommand: Sendable {
    private let id: pid_t
    private let parts: AsyncStream<String>
    private let ends: AsyncStream<Int32>
    let said = Mutex("")
    /// No command may inherit the pipe of another: its end would not be seen while the other one runs.
    private static let spawning = Mutex(())

    init(_ words: [String], _ environment: [String]) throws {
        let (id, reading) = try RunningCommand.spawning.withLock { _ in
            var ends: [Int32] = [0, 0]
            guard pipe(&ends) == 0 else { throw POSIXError(.EMFILE) }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            defer { close(ends[1]) }
            return (try RunningCommand.spawn(words, environment, output: ends[1]), ends[0])
        }
        self.id = id
        let (parts, part) = AsyncStream.makeStream(of: String.self)
        let (ends, end) = AsyncStream.makeStream(of: Int32.self)
        (self.parts, self.ends) = (parts, ends)
        Thread.detachNewThread {
            let handle = FileHandle(fileDescriptor: reading, closeOnDealloc: true)
            while case let data = handle.availableData, !data.isEmpty {
                part.yield(String(decoding: data, as: UTF8.self))
            }
            part.finish()
            var status: Int32 = 0
            while waitpid(id, &status, 0) == -1, errno == EINTR {}
            end.yield(status & 0x7f == 0 ? (status >> 8) & 0xff : -(status & 0x7f))
            end.finish()
        }
    }

    /// Reads until `isThere` is true of everything that was printed; false if it ended before.
    func read(until isThere: @Sendable (String) -> Bool) async -> Bool {
        for await part in parts {
            let all = said.withLock { said in
                said += part
                return said
            }
            if isThere(all) { return true }
        }
        return false
    }

    /// Everything that it prints until it ends.
    func rest() async -> String {
        _ = await read { _ in false }
        return said.withLock { $0 }
    }

    /// Its exit code, once.
    func exit() async -> Int32 { await ends.first { _ in true } ?? -1 }

    /// Ctrl-C, and waits for the end.
    func interrupt() async {
        kill(id, SIGINT)
        _ = await rest()
        _ = await exit()
    }

    private static func spawn(_ words: [String], _ environment: [String], output: Int32) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        for stream in [STDOUT_FILENO, STDERR_FILENO] { posix_spawn_file_actions_adddup2(&actions, output, stream) }
        // A thread of the runtime blocks the signals that a command must hear.
        var (attributes, none) = (posix_spawnattr_t(), sigset_t())
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let (arguments, variables) = (words.map { strdup($0) } + [nil], environment.map { strdup($0) } + [nil])
        defer { for text in arguments + variables { free(text) } }
        var id: pid_t = 0
        let failure = posix_spawnp(&id, words[0], &actions, &attributes, arguments, variables)
        guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .ENOENT) }
        return id
    }
}
