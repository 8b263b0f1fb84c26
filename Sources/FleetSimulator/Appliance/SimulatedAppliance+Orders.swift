public import Foundation

extension SimulatedAppliance {
    /// Takes an order. It goes on by itself, whether or not anybody asks for its state.
    ///
    /// - Parameter call: the key by which its state is asked for.
    public mutating func begin(_ order: ApplianceOrder, call: String, at now: Date) {
        advance(to: now)
        witnessMisdeeds(of: order, call: call, at: now)
        guard works[call] == nil else { return }
        if let reply = refusal(of: order) {
            works[call] = Work(
                order: order, began: now, ends: now, trouble: nil, switches: nil, returns: nil, reply: reply)
            return
        }
        works[call] = work(for: order, call: call, at: now)
        if order.changesVersion {
            workingOn = call
            witness.disconnected += users
            (sessions, users) = (0, 0)
        }
        advance(to: now)
    }

    /// When something happens by itself next; nothing where nothing does.
    public func nextChange(after now: Date) -> Date? {
        var moments = works.values.filter { $0.reply == nil }.compactMap { nextChange(of: $0, at: now) }
        if case .away(let until) = state { moments.append(until) }
        return moments.filter { $0 > now }.min()
    }

    /// How far an order is that was taken under this key.
    public mutating func state(of call: String, at now: Date) -> ApplianceOrderState {
        advance(to: now)
        guard let work = works[call] else { return .ended(.error("there is no such order")) }
        if let reply = work.reply {
            // What is done once stays, so that the same key tells the same again.
            if !work.order.changesVersion { works[call] = nil }
            return .ended(reply)
        }
        if work.trouble?.isCrash == true, let switches = work.switches, switches <= now { return .ended(.silence) }
        return .atWork(
            fraction: fraction(of: work, at: now), message: message(of: work, at: now),
            until: nextChange(of: work, at: now))
    }

    /// What changes its version and goes on, as far as whoever gave the order can tell: a crash ends it for them.
    public mutating func atWork(at now: Date) -> (call: String, order: ApplianceOrder, began: Date)? {
        advance(to: now)
        guard let workingOn, let work = works[workingOn], work.reply == nil else { return nil }
        if work.trouble?.isCrash == true, let switches = work.switches, switches <= now { return nil }
        return (workingOn, work.order, work.began)
    }

    /// Whether an order under this key was ever taken and not forgotten.
    public func knows(_ call: String) -> Bool { works[call] != nil }

    /// Why an order is not taken.
    private func refusal(of order: ApplianceOrder) -> ApplianceReply? {
        switch state {
        case .bricked: return .silence
        case .away: return .error("\(name) does not answer")
        case .running, .broken: break
        }
        if order.changesVersion, let workingOn, works[workingOn]?.reply == nil { return .error("\(name) is busy") }
        switch order {
        case .stage(let package), .install(let package):
            return shelf.package(package) == nil ? .error("there is no package \(package)") : nil
        case .restore(let backup): return backups[backup] == nil ? .error("there is no backup \(backup)") : nil
        case .inventory, .health, .backup, .exportCertificate, .supportBundle: return nil
        }
    }

    private mutating func work(for order: ApplianceOrder, call: String, at now: Date) -> Work {
        guard case .install(let id) = order, let package = shelf.package(id) else {
            return Work(
                order: order, began: now, ends: now + order.seconds * mood.pace, trouble: nil, switches: nil,
                returns: nil)
        }
        let greyed = runs(package) ? nil : shelf.refusal(of: package, base: base, product: product)
        // What the appliance greys out, it refuses.
        let trouble = greyed == nil ? mood.next(for: id, random: &random) : .refused
        witness.installs.append(
            .init(
                package: id, call: call, at: now, trouble: trouble, wasInstalled: runs(package), refusal: greyed))
        var seconds = package.minutes * 60 * mood.pace * Double.random(in: 0.8...1.2, using: &random)
        if trouble == .slow { seconds *= 4 }
        let ends = trouble.map(\.endsAt) ?? 1
        let restarts = (package.restarts && ends == 1) || trouble?.isCrash == true
        return Work(
            order: order, began: now, ends: ends.map { now + $0 * seconds }, trouble: trouble,
            switches: trouble?.switches ?? true ? now + 0.7 * seconds : nil,
            returns: restarts ? now + 0.9 * seconds : nil)
    }

    private mutating func witnessMisdeeds(of order: ApplianceOrder, call: String, at now: Date) {
        var kinds: [ApplianceWitness.Misdeed.Kind] = []
        if state == .broken || state == .bricked, !order.isReading {
            kinds.append(.drivenWhileBroken)
            if order.changesVersion { state = .bricked }
        }
        if order.changesVersion {
            if works[call] != nil {
                kinds.append(.callRepeated)
            } else if let workingOn, works[workingOn]?.reply == nil {
                kinds.append(.twoAtOnce)
            }
        }
        if case .install(let id) = order, works[call] == nil, let package = shelf.package(id) {
            if runs(package) {
                kinds.append(.installedAgain)
            } else if shelf.refusal(of: package, base: base, product: product) != nil {
                kinds.append(.blockedInstalled)
            }
        }
        witness.misdeeds += kinds.map { .init(kind: $0, order: order, call: call, at: now) }
    }
}

extension ApplianceOrder {
    /// Done once, and with the appliance to itself.
    var changesVersion: Bool {
        switch self {
        case .install, .restore: true
        case .inventory, .health, .backup, .exportCertificate, .stage, .supportBundle: false
        }
    }
}
