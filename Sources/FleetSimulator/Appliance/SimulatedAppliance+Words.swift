import Foundation

/// What it says of itself.
extension SimulatedAppliance {
    var report: ApplianceReport {
        let offers = shelf.packages.filter {
            shelf.isNews($0, base: base, product: product, installed: licences)
        }
        var installing: String?
        if let workingOn, case .install(let id) = works[workingOn]?.order { installing = id }
        let running = shelf.packages.filter { $0.kind != .licence && runs($0) }
        return ApplianceReport(
            base: base, product: product, installed: licences.sorted(),
            available: offers.map { .init(id: $0.id, refusal: shelf.refusal(of: $0, base: base, product: product)) },
            installing: installing,
            digests: Dictionary(running.map { ($0.id, $0.sha256) }, uniquingKeysWith: { first, _ in first }))
    }

    var condition: ApplianceCondition {
        ApplianceCondition(
            alarms: alarms, freeBytes: freeBytes, neededBytes: neededBytes, sessions: sessions, users: users,
            configurationChangedAt: configurationChangedAt)
    }

    func fraction(of work: Work, at now: Date) -> Double {
        guard let ends = work.ends, ends > work.began else { return 0 }
        let fraction = now.timeIntervalSince(work.began) / ends.timeIntervalSince(work.began)
        return min(max(fraction, 0), 1)
    }

    func message(of work: Work, at now: Date) -> String {
        guard case .install(let id) = work.order else { return "at work" }
        guard let switches = work.switches, switches <= now else { return "unpacking \(id)" }
        if let returns = work.returns, returns > now { return "restarting" }
        return "starting services"
    }

    func nextChange(of work: Work, at now: Date) -> Date? {
        [work.switches, work.returns, work.ends].compactMap { $0 }.filter { $0 > now }.min()
    }
}
