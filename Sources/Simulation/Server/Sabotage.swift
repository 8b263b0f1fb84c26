import Foundation
import Orchestrator
import RatchetCore
import Storage

/// One guard of the server disabled, to show that the simulation notices.
///
/// A saboteur sits at the seams: it changes rows before or after a step, the settings that a step gets, or the answer on
/// its way out. The server's own code knows nothing of it.
public enum Sabotage: String, Sendable, CaseIterable {
    case believesEveryFeed = "believes-every-feed"
}

extension Sabotage {
    func settings(_ settings: Settings, _ step: ServerStep) -> Settings { settings }
    func before(_ step: ServerStep, _ store: inout StoreTransaction) throws {}
    func after(_ step: ServerStep, _ store: inout StoreTransaction) throws {}
    func beforeJudging(_ device: DeviceID, _ store: inout StoreTransaction) throws {}
    func answersBeforeCommit(_ step: ServerStep) -> Bool { false }
    func distort(_ reply: SimulatedServer.Reply, to message: String, _ step: Int) -> SimulatedServer.Reply { reply }
}
