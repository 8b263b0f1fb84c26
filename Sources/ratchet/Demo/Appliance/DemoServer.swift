import LocalServer
import Synchronization

/// The demo's server, which may be killed and started again.
final class DemoServer: Sendable {
    private struct State {
        var process: ServerProcess?
        var kills = 0
    }

    private let folder: DemoFolder
    private let state = Mutex(State())

    init(_ folder: DemoFolder) { self.folder = folder }

    var pid: Int32 { state.withLock { $0.process?.pid ?? 0 } }
    var isRunning: Bool { state.withLock { $0.process?.isRunning ?? false } }
    /// How often it was killed.
    var kills: Int { state.withLock(\.kills) }

    func start() throws {
        let process = try ServerProcess(
            program: try ServerProcess.thisProgram(), configuration: folder.configuration, log: folder.serverLog)
        state.withLock { $0.process = process }
    }

    /// `kill -9`
    func crash() {
        state.withLock { state in
            state.process?.crash()
            state.kills += 1
        }
    }

    func stop() { state.withLock { $0.process?.stop() } }
}

/// A server of the demo whose end is noticed.
protocol RunningServer {
    var isRunning: Bool { get }
}

extension DemoServer: RunningServer {}
extension ServerProcess: RunningServer {}
