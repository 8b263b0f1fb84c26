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
        try recogniseFetched(&store)
        try closeIfNeverShown(&store)
    }

    /// What ended before the device fetched its declaration: the manifest without it is the one that the device was shown
    /// last, so there is nothing to take away and no fetch to wait for.
    private mutating func closeIfNeverShown(_ store: inout StoreTransaction) throws {
        guard let enforcement, !enforcement.state.isLive, let channel, !channel.isBehind else { return }
        let evidence = Evidence(.declarationFetch, at: context.now, ref: channel.advertisedToken ?? "")
        try advance(&store) { $0.synced(evidence) }
    }

    /// A declaration with the very bytes that the device fetched before is not fetched again (reference 2.1, equal token):
    /// what it did and said then counts now.
    private mutating func recogniseFetched(_ store: inout StoreTransaction) throws {
        guard let channel, !channel.isBehind, enforcement?.state == .offered, let ours = try declaration(&store)
        else { return }
        let fetch = Evidence(.declarationFetch, at: context.now, ref: ours.serverToken)
        try advance(&store) { $0.fetched(serverToken: ours.serverToken, current: ours.serverToken, fetch) }
        guard let judged = facts.judgement(of: ours), let said = facts.declarations?.evidence else { return }
        try advance(&store) { $0.declared(judged, said) }
        try takeUp(isHeld: true, &store)
    }

    /// What the device has said of its target before counts, now that it has the declaration.
    mutating func takeUp(isHeld: Bool, _ store: inout StoreTransaction) throws {
        let (facts, limits) = (facts, context.settings.limits)
        guard enforcement?.state == .delivered || enforcement?.state == .accepted else { return }
        try advance(&store) { $0.takeUp(facts, isHeld: isHeld, limits) }
    }

    /// The device has just reported exactly the declarations that it should have, and never fetched them from us: a backup of
    /// the database was restored, and they have the same bytes as before. It would stop at the equal token and be woken for
    /// ever, so its manifest counts as fetched; it is told the token once more, in case the report was an old one.
    mutating func recogniseHeld(_ observations: [Observation], _ store: inout StoreTransaction) throws {
        guard let channel, channel.isBehind else { return }
        for case .declarations(let reported) in observations {
            let held = Set(reported.map { [$0.identifier, $0.serverToken] })
            let wanted = Set(try store.wantedServerTokens(channel.id).map { [$0.key, $0.value] })
            guard held == wanted, try store.advertise(channel.id) != nil else { continue }
            note("manifest.recognised", ["token": channel.wantedToken], actor: "device")
            try reloadChannel(&store)
            try queue(DeclarativeManagementCommand.requestType, &store)
            guard let said = facts.declarations?.evidence else { continue }
            try advance(&store) { $0.synced(said) }
        }
    }

    /// The device has just reported what it holds, and our enforcement, which it has fetched, is not among it: it is told the
    /// token again, in case it has lost more than that; twice a day at most, whatever it goes on saying.
    mutating func remindOfLost(
        _ observations: [Observation], before: DeviceFacts, _ store: inout StoreTransaction
    ) throws {
        let wasLost = before.declarations.map {
            !$0.value.contains { $0.identifier == DeclarationIdentifier.enforcement }
        }
        let isNews = wasLost != true || before.declarations.map { context.now >= $0.at + .hours(12) } ?? true
        let lacksOurs = observations.contains {
            guard case .declarations(let held) = $0 else { return false }
            return !held.contains { $0.identifier == DeclarationIdentifier.enforcement }
        }
        guard isNews, lacksOurs, let channel, !channel.isBehind, let ours = try declaration(&store),
            let state = enforcement?.state,
            state.isDeclared, !state.isInstalling
        else { return }
        note("declaration.lost", ["declaration": ours.identifier], actor: "device")
        try queue(DeclarativeManagementCommand.requestType, &store)
    }

    private mutating func followPlans(_ store: inout StoreTransaction) throws {
        let basis = try basis ?? store.planningBasis(of: device.id)
        let planner = try context.planner(at: basis.catalogRevision, &store)
        let decision = planner.decide(plans: basis.plans, for: facts, current: enforcement, now: context.now)
        switch decision {
        case .wants(let planned): try follow(planned, among: basis.plans, &store)
        case .rests: try rest(basis.plans, planner, &store)
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
    private mutating func rest(_ plans: [Plan], _ planner: Planner, _ store: inout StoreTransaction) throws {
        guard let current = enforcement, current.state.isLive else { return }
        guard let plan = plans.first(where: { $0.id == current.plan }) else {
            let evidence = Evidence(.plan, at: context.now, ref: current.plan.text)
            return try advance(&store) { $0.withdraw(.cancelled, evidence) }
        }
        if current.state.isInstalling { return }
        if let shut = DeviceGates.judge(facts).verdict {
            let evidence = shut.evidence.first ?? Evidence(.plan, at: context.now, ref: shut.reason.rawValue)
            try advance(&store) { $0.withdraw(.ineligible, evidence) }
        } else if isUnavailable(current, plan, planner) {
            let evidence = Evidence(.feed, at: context.now, ref: current.target.name)
            try advance(&store) { $0.withdraw(.unavailable, evidence) }
        }
    }

    /// The target has left the feed, or its plan finds nothing newer than what the device runs in it any more: the release
    /// that it asked for was taken back. A newer one that leaves too little notice takes nothing back.
    private func isUnavailable(_ current: Enforcement, _ plan: Plan, _ planner: Planner) -> Bool {
        guard case .rests(let verdict) = planner.judge(plan, for: facts, current: current, now: context.now) else {
            return false
        }
        let gone: Set<Reason> = [.current, .notInFeed, .releaseExpired, .modelNotInFeed, .bsiNeedsBuild]
        if gone.contains(verdict.reason) { return true }
        guard verdict.reason == .noticeTooShort, let key = facts.feedKey else { return false }
        return !planner.catalog.enforceableRows(for: key).contains {
            !$0.isGone && current.target.names($0.release)
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
        let manifest = try context.caches.manifests.manifest(intent)
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
