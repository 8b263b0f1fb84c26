import Orchestrator
import RatchetCore
import Storage

/// Somebody who disables one guard of the server from outside: at the seams of each step, and never in the server's own code.
protocol Saboteur: Sendable {
    /// The settings that a step gets.
    func settings(_ settings: Settings, _ step: ServerStep) -> Settings
    /// True when the answer does not wait for what it answers for.
    func answersBeforeCommit(_ step: ServerStep) -> Bool
    /// Rows before a step, in its transaction.
    func before(_ step: ServerStep, _ store: inout StoreTransaction, _ now: Instant) throws
    /// Rows after a step, in its transaction.
    func after(_ step: ServerStep, _ store: inout StoreTransaction, _ now: Instant) throws
}
