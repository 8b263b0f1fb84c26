import AdminAPI
import RatchetCore

/// An explanation for people, top to bottom: who, where it stands and since when, what is next, what stands in the way, what
/// its user sees, what was before.
struct ExplanationPage: VerdictPage {
    let explanation: ExplanationResource
    let canvas: Canvas
    let now: Instant

    var lines: [Line] {
        let sections = [
            who, answer, standing, next, causes, plans, notices, history,
        ]
        return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
    }

    var device: DeviceResource { explanation.device }
    var verdict: VerdictResource { explanation.verdict }

    private var who: [Line] {
        let names = [device.productName, device.serial.map { "serial \($0)" }, device.identifier].compactMap(\.self)
        let supervision = device.supervised.map { $0 ? "supervised" : "not supervised" }
        let state = [device.system.map { "runs \($0)" }, device.enrolment, supervision].compactMap(\.self)
        let clock = DeviceClock(zone: device.timeZone).time(at: now).map { "; its clock shows \($0)" } ?? ""
        return [Line("Device \(device.number), \(device.title)", .strong)]
            + text(names.joined(separator: ", "))
            + text("\(state.joined(separator: ", ")); last contact \(moment(device.lastContact))\(clock)")
            + [identity, bootstrapToken].compactMap(\.self).flatMap { text($0) }
    }

    private var identity: String? {
        guard let identity = device.identity else { return nil }
        let asked = identity.renewalAskedAt.map { "; asked to renew it \(moment($0))" } ?? ""
        let left = identity.daysLeft < 0 ? "it has expired" : "\(Output.count(identity.daysLeft, "day")) left"
        return "certificate until \(moment(identity.endsAt)), \(left)\(asked)"
    }

    private var bootstrapToken: String? {
        guard let set = device.bootstrapToken.escrowedAt else { return nil }
        let served = device.bootstrapToken.lastServedAt.map { "last served \(moment($0))" } ?? "never served"
        return "bootstrap token last set \(moment(set)), \(served)"
    }

    func by(_ next: ExpectationResource) -> String? {
        guard let local = next.byLocal else { return next.by.map(moment) }
        if local == explanation.enforcement?.deadline { return "its deadline" }
        return ([DeviceClock(zone: device.timeZone).words(local)] + [next.by.map { "that is by \(moment($0))" }])
            .compactMap(\.self).joined(separator: ", ")
    }
}
