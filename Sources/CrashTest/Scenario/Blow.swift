import LocalServer
import Synchronization

/// The one blow that ends a life of the server, by whoever comes first: the scenario, or the answer to a device.
final class Blow: Sendable {
    enum Outcome: Sendable {
        /// With the requests that waited for an answer then.
        case struck(underWay: Set<Int>)
        /// The server had ended by itself before.
        case late(ServerProcess.Ending)
    }

    private let server: ServerProcess
    private let witness: Witness
    private let outcome = Mutex<Outcome?>(nil)

    init(_ server: ServerProcess, _ witness: Witness) { (self.server, self.witness) = (server, witness) }

    /// Kills the server, and waits until it is gone. Striking twice is striking once.
    @discardableResult
    func strike() -> Outcome {
        outcome.withLock { outcome in
            if let outcome { return outcome }
            let underWay = witness.underWay
            let ending = server.ending
            server.crash()
            let new = ending.map { Outcome.late($0) } ?? .struck(underWay: underWay)
            outcome = new
            return new
        }
    }
}
