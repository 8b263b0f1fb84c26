import AppleDDM
import AppleMDM
import AppleManagement
import RatchetCore
import Storage

extension DeviceUnit {
    /// Lets the planner decide what the device should install, and makes its manifest follow. Doing it again changes
    /// nothing.
    mutating func settle(_ store: inout StoreTransaction) throws {
        guard let channel, channel.state == .enrolled else { return }
        try followPlans(&store)
        try renderManifest(&store)
    }

    private mutating func followPlans(_ store: inout StoreTransaction) throws {
        let plans = try store.activePlans(covering: device.id)
        let planner = try context.planner(&store)
        let decision = planner.decide(plans: plans, for: facts, current: enforcement, now: context.now)
        switch decision {
        case .wants(let planned): try follow(planned, among: plans, &store)
        case .rests(let verdict): try rest(verdict, plans, &store)
        }
    }

    /// One live target per device. Where another plan wants the target that the device is on its way to, it takes over what
    /// there is; a device that is installing can't be recalled, so its target stays until it is heard of.
    private mutating func follow(
        _ planned: PlannedTarget, among plans: [Plan], _ store: inout StoreTransaction
    ) throws {
        guard let current = enforcement, current.state.isLive else { return try begin(planned, &store) }
        if current.target == planned.target {
            if current.plan == planned.plan.id { return }
            let evidence = Evidence(.plan, at: context.now, ref: planned.plan.id.text)
            return try advance(&store) {
                $0.adopted(
                    by: planned.plan.id, deadline: planned.deadline, detailsURL: planned.plan.detailsURL, evidence)
            }
        }
        let isUnderWay = current.state.isInstalling && plans.contains { $0.id == current.plan }
        if !isUnderWay { try begin(planned, &store) }
    }

    /// Nothing is wanted now. What was declared is withdrawn when its plan has ended or no longer covers the device, its
    /// target has left the feed, or a gate has shut; a device that is installing can't be recalled for the latter two.
    private mutating func rest(_ verdict: Verdict, _ plans: [Plan], _ store: inout StoreTransaction) throws {
        guard let current = enforcement, current.state.isLive else { return }
        if !plans.contains(where: { $0.id == current.plan }) {
            let evidence = Evidence(.plan, at: context.now, ref: current.plan.text)
            return try advance(&store) { $0.withdraw(.cancelled, evidence) }
        }
        if current.state.isInstalling { return }
        if let shut = DeviceGates.judge(facts).verdict {
            let evidence = shut.evidence.first ?? Evidence(.plan, at: context.now, ref: shut.reason.rawValue)
            try advance(&store) { $0.withdraw(.ineligible, evidence) }
        } else if [.notInFeed, .releaseExpired, .modelNotInFeed].contains(verdict.reason) {
            let evidence = Evidence(.feed, at: context.now, ref: current.target.name)
            try advance(&store) { $0.withdraw(.unavailable, evidence) }
        }
    }

    /// Renders what the device should have; where that is something new, the device is told.
    private mutating func renderManifest(_ store: inout StoreTransaction) throws {
        guard let channel else { return }
        var intent = ManifestIntent(
            organization: context.settings.organization, capabilities: facts.capabilities?.value)
        if let enforcement, enforcement.state.isDeclared {
            intent.update = EnforcedUpdate(
                target: enforcement.target, deadline: enforcement.deadline, detailsURL: enforcement.detailsURL)
        }
        let manifest = try ManifestBuilder.render(intent)
        if manifest.token == channel.wantedToken { return }
        try store.want(StoredManifest(manifest), for: channel.id, at: context.now)
        note("manifest.changed", ["token": manifest.token, "declarations": String(manifest.declarations.count)])
        try reloadChannel(&store)
        try queue(DeclarativeManagementCommand.requestType, &store)
    }

    /// Asks the device what it is and runs.
    mutating func queueInventory(_ store: inout StoreTransaction) throws {
        let queries = InventoryQueries.queries(for: facts.installed?.value.version).map(\.rawValue)
        try queue(DeviceInformationCommand.requestType, arguments: queries, &store)
    }
}

extension StoredManifest {
    init(_ manifest: RenderedManifest) {
        self.init(
            token: manifest.token, items: manifest.items,
            declarations: manifest.declarations.map {
                StoredDeclaration(
                    kind: $0.kind.rawValue, identifier: $0.identifier, serverToken: $0.serverToken, body: $0.body)
            })
    }
}
