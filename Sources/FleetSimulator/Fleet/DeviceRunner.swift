import Foundation

/// Runs one device: asks its machine what to do, does it, tells it what came of it.
struct DeviceRunner: Sendable {
    let cell: DeviceCell
    let line: DeviceLine
    let provider: DeviceProvider
    let surroundings: @Sendable () -> Surroundings
    /// Its profile has come, and with it the topic of its pushes.
    let tookProfile: @Sendable () -> Void
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
            case .fetchProfile: await fetchProfile()
            case .certify(let order): await certify(order)
            }
        }
    }

    private func fetchProfile() async {
        let outcome = await provider.profiles.profile(for: cell.device.identity.deviceName)
        // What the end of the run cuts off is no refusal; a link that was used is.
        if Task.isCancelled, !outcome.isArrived { return }
        let around = surroundings()
        step { device in
            switch outcome {
            case .arrived(let bytes): device.profileArrived(bytes, at: Date(), in: around)
            case .refused(let reason): device.profileRefused(reason, at: Date(), in: around)
            case .unavailable: device.unreachable(at: Date(), in: around)
            }
        }
        tookProfile()
    }

    private func certify(_ order: CertificateOrder) async {
        let outcome = await provider.certificates.certificate(for: order, device: cell.device.identity.deviceName)
        if Task.isCancelled, !outcome.isIssued { return }
        let around = surroundings()
        step { $0.certified(outcome, at: Date(), in: around) }
    }

    private func exchange(_ message: DeviceMessage, as kind: RequestKind) async {
        let reply = await line.send(message, as: kind, from: cell.device)
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

/// Where devices get what they need before they can say anything.
struct DeviceProvider: Sendable {
    let profiles: ProfileClient
    let certificates: CertificateClient
}
