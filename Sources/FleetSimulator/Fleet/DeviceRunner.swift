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
            let (action, kind) = step { device in
                (device.next(at: Date(), in: around), device.inFlight.map(RequestKind.init))
            }
            switch action {
            case .finish: return
            case .wait(let date): await sleep(until: date)
            case .send(let message): await exchange(message, as: kind ?? .idlePoll)
            }
        }
    }

    private func exchange(_ message: DeviceMessage, as kind: RequestKind) async {
        let reply = await line.send(message, as: kind, from: cell.device.identity.udid)
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
    private func step<Result: Sendable>(_ event: @Sendable (inout SimulatedDevice) -> Result) -> Result {
        let (result, before, after) = cell.step(event)
        happened(before, after)
        return result
    }
}
