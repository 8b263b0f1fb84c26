import Foundation
import Synchronization

/// One device inside a running fleet: its state under a lock, and the bell that wakes it.
final class DeviceCell: Sendable {
    let doorbell = Doorbell()
    private let state: Mutex<SimulatedDevice>

    init(_ device: SimulatedDevice) {
        state = Mutex(device)
    }

    var device: SimulatedDevice { state.withLock { $0 } }

    /// One event. Answers what it led to, with the summaries of before and after.
    func step<Result: Sendable>(
        _ event: (inout sending SimulatedDevice) -> sending Result
    ) -> (result: Result, before: DeviceSummary, after: DeviceSummary) {
        state.withLock { device in
            let before = DeviceSummary(device)
            let result = event(&device)
            return (result, before, DeviceSummary(device))
        }
    }
}
