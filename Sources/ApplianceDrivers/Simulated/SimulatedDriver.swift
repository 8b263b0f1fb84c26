public import FleetSimulator
public import Ports
public import RatchetCore
import Synchronization

/// The driver of simulated appliances in this process, on the clock that it is given.
///
/// They work on whether or not anybody waits, and a call with a key that was used follows what was begun, as with real ones.
public final class SimulatedDriver: ApplianceDriver {
    private let appliances: Mutex<[ApplianceID: SimulatedAppliance]>
    private let clock: any WallClock

    public init(_ appliances: [ApplianceID: SimulatedAppliance], clock: any WallClock) {
        self.appliances = Mutex(appliances)
        self.clock = clock
    }

    /// Looks at an appliance as it is now, or does something to it that the server knows nothing of.
    public func with<Result: Sendable>(
        _ id: ApplianceID, _ deed: @Sendable (inout SimulatedAppliance?) -> Result
    ) -> Result {
        let now = SimulatedTranslation.date(clock.now())
        return appliances.withLock { appliances in
            appliances[id]?.advance(to: now)
            return deed(&appliances[id])
        }
    }

    public func verbs(for appliance: DrivenAppliance) async -> Set<DriverVerb> {
        with(appliance.id) { $0 == nil ? [] : Set(DriverVerb.allCases) }
    }

    public func perform(
        _ call: DriverCall, on appliance: DrivenAppliance, progress: @escaping @Sendable (DriverProgress) -> Void
    ) async -> DriverOutcome {
        let (verb, order) = (call.request.verb, SimulatedTranslation.order(of: call.request))
        let now = SimulatedTranslation.date(clock.now())
        let refusal: String? = with(appliance.id) { simulated in
            guard simulated != nil else { return "there is no appliance \(appliance.name) to talk to" }
            if verb.isOneShot {
                if simulated?.knows(call.key) == true { return nil }
                if let earlier = simulated?.atWork(at: now) { return "\(earlier.order) is still at work" }
            }
            simulated?.begin(order, call: call.key, at: now)
            return nil
        }
        if let refusal { return .notBegun(reason: refusal) }
        return await follow(call, on: appliance.id, progress: progress)
    }

    public func recall(
        _ call: DriverCall, on appliance: DrivenAppliance, progress: @escaping @Sendable (DriverProgress) -> Void
    ) async -> DriverOutcome {
        guard with(appliance.id, { $0?.knows(call.key) == true }) else {
            return .lost(reason: "there is no trace of `\(call.request.verb.rawValue)` having begun")
        }
        return await follow(call, on: appliance.id, progress: progress)
    }

    public func atWork(on appliance: DrivenAppliance) async -> CallAtWork? {
        let now = SimulatedTranslation.date(clock.now())
        return with(appliance.id) { $0?.atWork(at: now).map(SimulatedTranslation.callAtWork) }
    }

    private func follow(
        _ call: DriverCall, on id: ApplianceID, progress: @Sendable (DriverProgress) -> Void
    ) async -> DriverOutcome {
        let verb = call.request.verb
        let limit = clock.now() + call.timeLimit
        var told: DriverProgress?
        while true {
            let moment = clock.now()
            let state = with(id) { $0?.state(of: call.key, at: SimulatedTranslation.date(moment)) }
            switch state {
            case nil: return SimulatedTranslation.unknown("the appliance is gone", verb)
            case .ended(let reply): return SimulatedTranslation.outcome(of: reply, to: verb)
            case .atWork(let fraction, let message, let until):
                let news = DriverProgress(fraction: (fraction * 20).rounded() / 20, message: message)
                if news != told { progress(news) }
                told = news
                guard moment < limit else {
                    return SimulatedTranslation.unknown("`\(verb.rawValue)` did not end within its time limit", verb)
                }
                let next = min(until.map { Instant(rounding: $0) } ?? limit, limit, moment + .milliseconds(250))
                guard (try? await Task.sleep(for: next.since(moment))) != nil else {
                    return SimulatedTranslation.unknown("Ratchet stopped before `\(verb.rawValue)` had ended", verb)
                }
            }
        }
    }
}
