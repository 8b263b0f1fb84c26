package import Ports
package import RatchetCore
package import Storage

/// Calls of drivers: begun in one commit, made outside of any, heard in another.
package enum DriverCallSteps {
    /// A call that a worker may make now, or has to ask about.
    package struct Begun: Sendable {
        package let work: ClaimedWork
        package let appliance: DrivenAppliance
        package let driver: String
        package let call: DriverCall
        /// It may have been made before, and is never made again: what is known of it is asked for (design rule 2, D4).
        package let isRecalled: Bool
    }

    /// How long a worker holds a call without saying that it goes on; so long after a crash it is asked what came of it.
    package static let lease: Duration = .seconds(20)

    package static func claim(
        _ limit: Int, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<[ClaimedWork]> {
        StepOutcome(
            try store.claim(
                kinds: [WorkKind.driverCall], limit: limit, now: context.now.microseconds,
                lease: lease.microseconds))
    }

    /// From this commit on the call may have been made. Nil where there is nothing to call for any more, and where an installation has
    /// waited so long for its worker that a gate has shut.
    package static func begin(
        _ work: ClaimedWork, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Begun?> {
        guard var unit = try ApplianceUnit(ApplianceID(work.subject), &store, context),
            var open = unit.record.call, open.key == work.body
        else {
            _ = try store.finish(work)
            return StepOutcome(nil)
        }
        guard let request = unit.request(of: open), try unit.mayBegin(open, &store) else {
            _ = try store.finish(work)
            unit.record.call = nil
            if open.verb == .install { try unit.advance(&store) { $0.calledOff(key: open.key, at: context.now) } }
            try unit.look(&store)
            try unit.save(&store)
            return StepOutcome(nil, wakes: unit.wakes)
        }
        let isRecalled = open.begunAt != nil && open.verb.isOneShot
        if open.begunAt == nil {
            open.begunAt = context.now
            unit.record.call = open
        }
        try unit.save(&store)
        let facts = unit.facts
        return StepOutcome(
            Begun(
                work: work, appliance: DrivenAppliance(id: facts.id, name: facts.name, address: unit.record.address),
                driver: unit.record.driver,
                call: DriverCall(key: open.key, request: request, timeLimit: unit.timeLimit(of: open)),
                isRecalled: isRecalled))
    }

    /// What a driver said of itself after a call.
    package struct DriverState: Sendable {
        /// What it can do.
        package let verbs: Set<DriverVerb>
        /// What it still has at work for the appliance (D4).
        package let atWork: CallAtWork?

        package init(verbs: Set<DriverVerb>, atWork: CallAtWork?) { (self.verbs, self.atWork) = (verbs, atWork) }
    }

    /// Takes in what came of a call, and does what is next.
    ///
    /// - Parameters:
    ///   - outcome: nil where the driver lacks the verb, so that nothing was called.
    ///   - driver: nil where there is no such driver to ask, so that what it last said stands.
    package static func settle(
        _ begun: Begun, _ outcome: DriverOutcome?, _ driver: DriverState?, _ store: inout StoreTransaction,
        _ context: StepContext
    ) throws -> StepOutcome<Void> {
        guard var unit = try ApplianceUnit(begun.appliance.id, &store, context) else {
            _ = try store.finish(begun.work)
            return StepOutcome(())
        }
        // Another call's, where the appliance was given another driver meanwhile.
        if unit.record.call?.key == begun.call.key { unit.hear(driver) }
        try unit.hear(outcome, of: begun.call.key, &store)
        // Before the look, which may ask for the next call under the same key.
        _ = try store.finish(begun.work)
        try unit.look(&store)
        try unit.save(&store)
        return StepOutcome((), wakes: unit.wakes)
    }

    /// The worker still waits for the answer. False when the work is somebody else's by now.
    package static func hold(
        _ begun: Begun, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Bool> {
        StepOutcome(try store.hold(begun.work, until: (context.now + lease).microseconds))
    }

    package static func progress(
        _ begun: Begun, _ progress: DriverProgress, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Bool> {
        let said = CallProgress(
            key: begun.call.key, fraction: progress.fraction, message: progress.message, at: context.now)
        return StepOutcome(try store.keepProgress(said, of: begun.appliance.id))
    }
}

extension ApplianceUnit {
    /// What the driver is to be asked; nil where what it would need is gone.
    fileprivate func request(of call: OpenCall) -> DriverCall.Request? {
        switch call.verb {
        case .inventory: .inventory
        case .health: .health
        case .backup: .backup
        case .exportCertificate: .exportCertificate
        case .supportBundle: .supportBundle
        case .stage: package(call).map { .stage($0) }
        case .install: package(call).map { .install($0) }
        case .restore: facts.backup.good.map { .restore($0.value) }
        }
    }

    /// Between the intent to install and its call may lie a crash of hours, or a person's word: what nobody has called yet passes the gates
    /// once more (G3).
    fileprivate func mayBegin(_ call: OpenCall, _ store: inout StoreTransaction) throws -> Bool {
        guard call.verb == .install, call.begunAt == nil else { return true }
        return HopGates.judge(try situation(&store)).shut == nil
    }

    private func package(_ call: OpenCall) -> DrivenPackage? {
        guard let hop = upgrade?.hops.last(where: { $0.package == call.package }) else { return nil }
        let version =
            switch hop.packageClass {
            case .base: hop.to.base?.text
            case .product: hop.to.product?.text
            case .licence: nil as String?
            }
        return DrivenPackage(
            id: hop.package, name: hop.name, packageClass: hop.packageClass, version: version ?? "-",
            source: hop.source, sha256: hop.sha256)
    }

    /// How long its answer is waited for.
    fileprivate func timeLimit(of call: OpenCall) -> Duration {
        switch call.verb {
        case .inventory, .health: return .minutes(1)
        case .exportCertificate: return .minutes(10)
        case .supportBundle: return .minutes(30)
        case .backup, .stage: return .hours(1)
        case .install, .restore:
            let left = upgrade?.attempt.map { $0.silentAt.since(context.now) } ?? .hours(3)
            return max(left, .seconds(1))
        }
    }
}
