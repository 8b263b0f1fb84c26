import Foundation

/// Runs one device: asks its machine what to do, does it, tells it what came of it.
struct DeviceRunner: Sendable {
    let cell: DeviceCell
    let line: DeviceLine
    let surroundings: @Sendable () -> Surroundings
    let happened: @Sendable (DeviceSummary, DeviceSummary) -> Void

    /// Until the device is unenrolled or the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            let around = surroundings()
            switch step({ $0.next(at: Date(), in: around) }) {
            case .finish: return
            case .wait(let date): await sleep(until: date)
            case .send(let message): await exchange(message)
            }
        }
    }

    private func exchange(_ message: DeviceMessage) async {
        let reply = await line.send(message)
        guard !Task.isCancelled || reply != nil else { return }
        let around = surroundings()
        step { device in
            if let reply {
                device.answered(reply, at: Date(), in: around)
            } else {
                device.unreachable(at: Date(), in: around)
            }
        }
    }

    private func sleep(until date: Date?) async {
        let seconds = date.map { max(0.001, $0.timeIntervalSinceNow) }
        _ = await cell.doorbell.wait(for: seconds.map { .seconds($0) })
    }

    @discardableResult
    private func step<Result: Sendable>(_ event: (inout sending SimulatedDevice) -> sending Result) -> Result {
        let (result, before, after) = cell.step(event)
        happened(before, after)
        return result
    }
}
