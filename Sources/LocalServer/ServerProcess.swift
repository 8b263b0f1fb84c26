public import Foundation

/// The real server, as a child process.
public final class ServerProcess: Sendable {
    /// How a process ended.
    public enum Ending: Sendable, Equatable, CustomStringConvertible {
        case exited(Int32)
        case signalled(Int32)

        public var description: String {
            switch self {
            case .exited(let code): "exit code \(code)"
            case .signalled(let number): "signal \(number)"
            }
        }
    }

    private let process = Process()

    public var pid: Int32 { process.processIdentifier }
    public var isRunning: Bool { process.isRunning }

    /// Nil while it runs.
    public var ending: Ending? {
        if process.isRunning { return nil }
        return process.terminationReason == .exit
            ? .exited(process.terminationStatus) : .signalled(process.terminationStatus)
    }

    /// Starts `ratchet serve`.
    ///
    /// - Parameters:
    ///   - program: the `ratchet` to start.
    ///   - log: what it prints is added to this file, which is made where it is missing.
    public init(program: URL, configuration: URL, log: URL) throws {
        let files = FileManager.default
        guard files.fileExists(atPath: log.path) || files.createFile(atPath: log.path, contents: nil) else {
            throw LocalServerError("\(log.path) could not be written")
        }
        let output = try FileHandle(forWritingTo: log)
        try output.seekToEnd()
        process.executableURL = program
        process.arguments = ["serve", "--config", configuration.path]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
    }

    /// The program that runs now.
    public static func thisProgram() throws -> URL {
        URL(fileURLWithPath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    }

    /// Asks it to end, and waits until it has; one that does not is killed: nothing that it had answered for is lost by that.
    public func stop() {
        if process.isRunning { process.terminate() }
        let end = ContinuousClock.now + ServerProcess.patience
        while process.isRunning, ContinuousClock.now < end { usleep(50_000) }
        crash()
    }

    /// Ends it on the spot (`kill -9`), and waits until it is gone.
    public func crash() {
        if process.isRunning { kill(pid, SIGKILL) }
        process.waitUntilExit()
    }

    private static let patience: Duration = .seconds(10)
}
