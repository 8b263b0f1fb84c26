import Foundation

/// Holds a thread of an engine's in the middle of a unit of work, until a test lets it go.
///
/// Unchecked: both variables are touched only while `condition` is locked.
public final class Blocker: @unchecked Sendable {
    private let condition = NSCondition()
    private var hasArrived = false
    private var isOpen = false

    /// Is closed.
    public init() {}

    /// Called on the engine's thread: says that it is there, and waits.
    public func block() {
        condition.lock()
        defer { condition.unlock() }
        hasArrived = true
        while !isOpen { condition.wait() }
    }

    /// Whether a thread has come.
    public var isBlocking: Bool {
        condition.lock()
        defer { condition.unlock() }
        return hasArrived
    }

    /// Lets the thread go on, and those that come later.
    public func open() {
        condition.lock()
        defer { condition.unlock() }
        isOpen = true
        condition.broadcast()
    }
}

/// What a test waited for did not come in time.
public struct NeverCame: Error {}

/// Returns when `condition` holds, letting others run in between; throws ``NeverCame`` after three minutes.
public func until(_ condition: @Sendable () -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(180)
    while !condition() {
        guard ContinuousClock.now < deadline else { throw NeverCame() }
        // Looking again without a pause would take the time from what is waited for.
        try await Task.sleep(for: .milliseconds(1))
    }
}
