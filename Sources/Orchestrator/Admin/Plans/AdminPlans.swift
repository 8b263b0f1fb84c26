import RatchetCore
import Storage

/// Steps about plans. Creating and cancelling one asks for new decisions about the devices concerned.
public enum AdminPlans {
    /// - Throws: `AdminProblem` with everything that is wrong with the request.
    public static func create(_ request: PlanRequest) -> AdminStep<PlanSummary> {
        { store, context in
            let new = try PlanCheck.plan(request, &store, context)
            let plan = try store.createPlan(new, at: context.now)
            try store.replanDevices(of: plan, at: context.now)
            try store.recordAdmin("plan.created", event(plan), context)
            try store.audit("plan.created", of: "plan:\(plan.number)", after: event(plan), context)
            return StepOutcome(try PlanSummary(plan, [], &store), wakes: [WorkKind.plan])
        }
    }

    /// What `create` would do; nothing is created.
    public static func preview(_ request: PlanRequest) -> AdminReading<PlanPreview> {
        { store, context in
            let new = try PlanCheck.plan(request, &store, context)
            return try PlanRehearsal.preview(new, &store, context)
        }
    }

    /// Newest first.
    public static func list() -> AdminReading<[PlanSummary]> {
        { store, context in
            let counts = try store.enforcementCountsByPlan()
            return try store.plans().map { try PlanSummary($0, counts, &store) }
        }
    }

    /// By id or number.
    public static func show(_ word: String) -> AdminReading<PlanDetails> {
        { store, context in try PlanDetails(try store.requirePlan(word), &store, context) }
    }

    /// Cancels a plan; one that is cancelled stays so. The answer counts its enforcements as they were: those that are
    /// installing can't be recalled.
    public static func cancel(_ word: String) -> AdminStep<PlanSummary> {
        { store, context in
            let plan = try store.requirePlan(word)
            let isNew = try cancel(plan, &store, context)
            let counts = try store.enforcementCountsByPlan()
            let summary = try PlanSummary(try store.requirePlan(plan.id.text), counts, &store)
            return StepOutcome(summary, wakes: isNew ? [WorkKind.plan] : [])
        }
    }

    /// Cancels every plan that is active, so that every enforcement is withdrawn. Returns those it cancelled.
    public static func cancelAll() -> AdminStep<[PlanSummary]> {
        { store, context in
            let active = try store.plans().filter { $0.state == .active }
            for plan in active { _ = try cancel(plan, &store, context) }
            let counts = try store.enforcementCountsByPlan()
            let summaries = try active.map { try PlanSummary(try store.requirePlan($0.id.text), counts, &store) }
            return StepOutcome(summaries, wakes: active.isEmpty ? [] : [WorkKind.plan])
        }
    }

    /// False if the plan was cancelled already.
    private static func cancel(_ plan: Plan, _ store: inout StoreTransaction, _ context: StepContext) throws -> Bool {
        guard try store.cancelPlan(plan.id, at: context.now) else { return false }
        try store.replanDevices(of: plan, at: context.now)
        try store.recordAdmin("plan.cancelled", event(plan), context)
        try store.audit(
            "plan.cancelled", of: "plan:\(plan.number)", before: ["state": plan.state.rawValue, "name": plan.name],
            after: ["state": "cancelled", "name": plan.name], context)
        return true
    }

    private static func event(_ plan: Plan) -> [String: String?] {
        [
            "plan": plan.id.text, "number": String(plan.number), "name": plan.name, "rule": plan.rule.description,
            "because": plan.urgentBecause,
        ]
    }
}
