import Foundation

/// The real server, as a child process of the demo.
final class ServerProcess: Sendable {
    private let process = Process()

    var pid: Int32 { process.processIdentifier }
    var isRunning: Bool { process.isRunning }

    /// Starts `ratchet serve` from this very executable, with its output in a file.
    init(configuration: URL, log: URL) throws {
        guard FileManager.default.createFile(atPath: log.path, contents: nil) else {
            throw DemoError("\(log.path) could not be written")
        }
        let output = try FileHandle(forWritingTo: log)
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["serve", "--config", configuration.path]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
    }

    /// Asks it to end, and waits until it has; one that does not is killed: nothing that it had answered for is lost by that.
    func stop() {
        if process.isRunning { process.terminate() }
        let end = ContinuousClock.now + ServerProcess.patience
        while process.isRunning, ContinuousClock.now < end { usleep(50_000) }
        if process.isRunning { kill(pid, SIGKILL) }
        process.waitUntilExit()
    }

    private static let patience: Duration = .seconds(10)
}
