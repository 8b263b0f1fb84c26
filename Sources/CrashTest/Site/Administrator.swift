import AdminAPI
import FleetSimulator

/// Makes plans and cancels some of them, and remembers what was answered for.
struct Administrator: Sendable {
    let site: Site

    private var admin: AdminLine { site.admin }
    private var witness: Witness { site.witness }

    /// The newest release for everybody within a week; one that is answered for is enough.
    func makeMainPlan() async throws {
        let body = PlanBody(
            name: "everybody", rule: "latest", scope: ScopeBody(everything: true),
            deadline: DeadlineBody(days: 7, at: "19:00"))
        try await make(body)
    }

    /// A plan for two devices that comes after the others, so that it changes nothing but what there is.
    func makeSmallPlan() async throws {
        let list: DeviceListResource = try await admin.get("devices?limit=2")
        if list.devices.isEmpty { return }
        try await make(
            PlanBody(
                name: "some", rule: "latest", scope: ScopeBody(devices: list.devices.map(\.identifier)),
                deadline: DeadlineBody(days: 14, at: "19:00"), priority: -1))
    }

    /// Cancels a small plan, if there is one.
    func cancelSmallPlan() async throws {
        let list: PlanListResource = try await admin.get("plans")
        guard let plan = list.plans.first(where: { $0.name == "some" && $0.state == "active" }) else { return }
        witness.promise { $0.cancelling(plan: plan.id) }
        let _: PlanResource = try await admin.post("plans/\(plan.id)/cancel")
        witness.promise { $0.cancelled(plan: plan.id) }
    }

    private func make(_ body: PlanBody) async throws {
        let plan: PlanResource = try await admin.post("plans", body)
        witness.promise { $0.made(plan: plan.id) }
    }
}
