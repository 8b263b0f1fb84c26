import Foundation
import Synchronization

/// One device inside a running fleet: its state under a lock, and the bell that wakes it.
final class DeviceCell: Sendable {
    private struct State {
        var device: SimulatedDevice
        /// Of the device as it is: made once after each event, and looked at by whoever asks.
        var summary: DeviceSummary
    }

    let doorbell = Doorbell()
    private let state: Mutex<State>

    init(_ device: SimulatedDevice) {
        state = Mutex(State(device: device, summary: DeviceSummary(device)))
    }

    var device: SimulatedDevice { state.withLock { $0.device } }
    var summary: DeviceSummary { state.withLock { $0.summary } }

    /// One event. Answers what it led to, with the summaries of before and after.
    func step<Result: Sendable>(
        _ event: @Sendable (inout SimulatedDevice) -> Result
    ) -> (result: Result, before: DeviceSummary, after: DeviceSummary) {
        state.withLock { state in
            let before = state.summary
            let result = event(&state.device)
            state.summary = DeviceSummary(state.device)
            return (result, before, state.summary)
        }
    }
}
