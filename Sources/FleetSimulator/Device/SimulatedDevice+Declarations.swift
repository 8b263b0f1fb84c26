import AppleDDM
import Foundation

extension SimulatedDevice {
    /// Equal tokens end a synchronisation; others begin one.
    mutating func tokensReceived(_ reply: DeviceReply?, at now: Date) {
        guard let response: TokensResponse = read(reply, "tokens", at: now, { try TokensResponse(json: $0) }) else {
            return
        }
        guard response.declarationsToken != declarative?.declarationsToken else {
            syncRounds = 0
            return
        }
        syncRounds += 1
        guard syncRounds <= SimulatedDevice.mostSyncRounds else {
            alarm("the declarations token changes with every request", at: now)
            return abandon()
        }
        errands.insert(.declarationItems, at: 0)
    }

    mutating func itemsReceived(_ reply: DeviceReply?, at now: Date) {
        let read = read(reply, "declaration-items", at: now) { try DeclarationItemsResponse(json: $0) }
        guard let response = read, let declarative else { return }
        let manifest = Manifest(response)
        let names = manifest.entries.map(\.key)
        if Set(names).count != names.count { alarm("a manifest that names a declaration twice", at: now) }
        let sync = DeclarationSync(manifest: manifest, held: declarative.held)
        self.sync = sync
        errands.insert(contentsOf: sync.remaining.map { .fetch($0) }, at: 0)
        applyIfComplete()
    }

    /// Without a reply the server said 404.
    mutating func declarationReceived(_ entry: ManifestEntry, _ reply: DeviceReply?, at now: Date) {
        guard let reply else {
            sync?.notOnServer(entry)
            return applyIfComplete()
        }
        guard let declaration = read(reply, entry.key.endpoint.text, at: now, { try Declaration(json: $0) }) else {
            return
        }
        if declaration.identifier != entry.key.identifier || declaration.serverToken != entry.serverToken {
            alarm("\(entry.key.endpoint.text) is not the revision that the manifest names", at: now)
        }
        sync?.received(
            HeldDeclaration(
                key: entry.key, type: declaration.type, serverToken: declaration.serverToken,
                payload: declaration.payload),
            for: entry)
        applyIfComplete()
    }

    /// After the last fetch the manifest takes effect as a whole, and the device compares tokens again.
    private mutating func applyIfComplete() {
        guard let sync, sync.remaining.isEmpty, var declarative else { return }
        declarative.held = sync.applied(to: declarative.held)
        declarative.declarationsToken = sync.manifest.declarationsToken
        self.declarative = declarative
        self.sync = nil
        isReviewDue = true
        isStatusDue = true
        errands.insert(.tokens, at: 0)
    }

    /// The body of an answer, or an alarm and the end of the conversation.
    private mutating func read<Value>(
        _ reply: DeviceReply?, _ name: String, at now: Date, _ decode: (Data) throws -> Value
    ) -> Value? {
        let type = reply?.contentType?.split(separator: ";").first?.lowercased()
        if type != "application/json" { alarm("\(name) came as \(type ?? "no type")", at: now) }
        do {
            return try decode(reply?.body ?? Data())
        } catch {
            alarm("\(name) cannot be read: \(error)", at: now)
            abandon()
            return nil
        }
    }

    /// Judges everything held anew after a synchronisation, an update, or a change of what Apple offers.
    mutating func reviewIfDue(at now: Date, in surroundings: Surroundings) {
        guard isReviewDue || reviewedCatalog != surroundings.catalog.revision else { return }
        isReviewDue = false
        reviewedCatalog = surroundings.catalog.revision
        guard let declarative else { return }
        let before = review
        review = DeclarationReview(of: declarative.held, by: inspector)
        self.declarative?.forget(except: review.subscriptions)
        let walk = update
        update.retarget(wanted(in: surroundings), at: now, durations: walkDurations(in: surroundings), random: &random)
        if review != before || update != walk { isStatusDue = true }
    }

    private var inspector: DeclarationInspector {
        let values = StatusValues(device: self).texts
        return DeclarationInspector(capabilities: capabilities, installed: system, statusText: { values[$0] })
    }

    /// Of the enforcements in force whose release is on offer, the one with the earliest deadline (reference 3.2).
    private func wanted(in surroundings: Surroundings) -> UpdateTarget? {
        let zone = TimeZone(identifier: zone) ?? .gmt
        var targets: [UpdateTarget] = []
        for enforcement in review.enforcements {
            let offers = surroundings.catalog.offers(
                version: enforcement.version, build: enforcement.build, model: model, installed: system)
            guard let offer = chosen(among: offers), let deadline = enforcement.deadline.date(in: zone) else {
                continue
            }
            targets.append(
                UpdateTarget(
                    declarationID: enforcement.identifier, version: offer.version, build: offer.build,
                    supplementalBuild: offer.supplementalBuild, supplementalExtra: offer.supplementalExtra,
                    deadlineText: enforcement.deadline.text, deadline: deadline - clockError))
        }
        return targets.min { ($0.deadline, $1.version) < ($1.deadline, $0.version) }
    }

    /// Twin builds of one release: which one a device takes depends on where it comes from. It sticks to its choice.
    private func chosen(among offers: [UpdateCatalog.Offer]) -> UpdateCatalog.Offer? {
        guard let first = offers.first else { return nil }
        if let target = update.target,
            let same = offers.first(where: { $0.supplementalBuild == target.supplementalBuild })
        {
            return same
        }
        return traits.takesTwinBuild || index % 4 == 3 ? offers[offers.count - 1] : first
    }
}
