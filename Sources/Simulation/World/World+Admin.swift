import FleetSimulator
import Foundation
import Orchestrator
import RatchetCore

/// What the administrator has done so far.
struct AdminDesk {
    var plans: [PlanID] = []
    var groups: [String] = []
}

extension World {
    func adminActs() throws {
        guard server.isUp else { return note("admin", "does not reach the server") }
        do {
            switch Int.random(in: 0..<100, using: &random) {
            case ..<45: try createPlan(anyPlan())
            case ..<65: try cancelPlan()
            case ..<68: try cancelEverything()
            case ..<80: try changeGroups()
            case ..<90: try syncDevice()
            default: try preview()
            }
        } catch let problem as AdminProblem {
            // What the administrator asked for can't be done as asked.
            note("admin", "is refused: \(problem.code)")
        }
        _ = crashes("after the administrator")
    }

    func createPlan(_ request: PlanRequest) throws {
        let made = try server.step(.admin) { try AdminPlans.create(request)(&$0, $1) }
        admin.plans.append(made.plan.id)
        note("admin", "plan \(made.plan.number): \(made.plan.name), \(request.simulationScope)")
    }

    /// A plan of any kind, right or wrong.
    private func anyPlan() -> PlanRequest {
        var request = PlanRequest()
        request.rule = anyRule()
        switch Int.random(in: 0..<10, using: &random) {
        case ..<5: request.everything = true
        case ..<7 where !admin.groups.isEmpty: request.group = random.pick(admin.groups)
        default: request.devices = [random.pick(devices).machine.udid]
        }
        if random.happens(600) {
            request.days = random.pick([0, 1, 3, 7, 14])
            request.at = random.pick(["19:00", "02:30", "12:00"])
        } else {
            let typed = now + random.duration(.hours(20), .days(8))
            request.local = LocalDateTime(utc: typed).description
        }
        if random.happens(150) { (request.isUrgent, request.because) = (true, "an exploit is about") }
        if random.happens(300) { request.priority = random.pick([-5, 1, 5]) }
        if random.happens(200) { request.detailsURL = "https://updates.example.org/\(random.pick([1, 2]))" }
        return request
    }

    private func anyRule() -> String {
        switch Int.random(in: 0..<10, using: &random) {
        case ..<5: return "latest"
        case 5: return "latest-minor"
        case 6: return "latest-of-major:\(random.pick([18, 26]))"
        case 7: return random.pick(apple.releases).version
        default:
            let release = random.pick(apple.releases)
            return "\(release.version):\(release.build)"
        }
    }

    private func cancelPlan() throws {
        guard !admin.plans.isEmpty else { return }
        let plan = random.pick(admin.plans)
        let cancelled = try server.step(.cancelPlan) { try AdminPlans.cancel(plan.text)(&$0, $1) }
        inspector.cancelledPlans.insert(plan.text)
        note("admin", "cancels plan \(cancelled.plan.number)")
    }

    private func cancelEverything() throws {
        let cancelled = try server.step(.cancelPlan) { try AdminPlans.cancelAll()(&$0, $1) }
        for plan in cancelled { inspector.cancelledPlans.insert(plan.plan.id.text) }
        note("admin", "cancels all \(cancelled.count) plans")
    }

    private func changeGroups() throws {
        guard let group = admin.groups.first, random.happens(800) else {
            let name = "group \(admin.groups.count + 1)"
            _ = try server.step(.admin) { try AdminGroups.create(name: name)(&$0, $1) }
            admin.groups.append(name)
            return note("admin", "makes \(name)")
        }
        let index = Int.random(in: 0..<devices.count, using: &random)
        let udid = devices[index].machine.udid
        let isAdded = random.happens(650)
        _ = try server.step(.admin) { store, context in
            isAdded
                ? try AdminGroups.add(member: udid, to: group)(&store, context)
                : try AdminGroups.remove(member: udid, from: group)(&store, context)
        }
        note("admin", "\(isAdded ? "adds \(name(index)) to" : "removes \(name(index)) from") \(group)")
    }

    private func syncDevice() throws {
        let index = Int.random(in: 0..<devices.count, using: &random)
        _ = try server.step(.admin) { try AdminDevices.sync(self.devices[index].machine.udid)(&$0, $1) }
        note("admin", "asks \(name(index)) to sync")
        try inspector.look(at: devices[index].machine.udid)
    }

    private func preview() throws {
        let request = anyPlan()
        let preview = try server.read { try AdminPlans.preview(request)(&$0, $1) }
        note("admin", "looks what \(preview.name) would do to \(preview.total) devices")
    }
}

extension PlanRequest {
    fileprivate var simulationScope: String {
        if everything { return "for everything" }
        return group.map { "for \($0)" } ?? "for \((devices ?? []).joined(separator: ", "))"
    }
}
