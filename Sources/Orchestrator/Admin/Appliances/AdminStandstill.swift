public import RatchetCore
import Storage

/// One command that pauses everything: nothing new starts anywhere, what is under way goes on.
public enum AdminStandstill {
    public static func show() -> AdminReading<Standstill?> { { store, _ in try store.standstill() } }

    public static func pauseAll(because why: String?) -> AdminStep<Standstill?> {
        { store, context in
            let order = Standstill(
                reason: try reason(why, "Say why everything is to stand still."), by: context.actor.person,
                at: context.now)
            // Who finds it paused already has what they wanted, and the reason stays.
            if try store.orderStandstill(order) {
                try store.recordAdmin("standstill.ordered", ["by": order.by, "because": order.reason], context)
                try store.audit("standstill.ordered", of: "appliances", after: ["because": order.reason], context)
            }
            return try answer(&store, context)
        }
    }

    public static func resumeAll(because why: String?) -> AdminStep<Standstill?> {
        { store, context in
            let reason = try reason(why, "Say why things may go on.")
            let before = try store.standstill()
            if try store.endStandstill() {
                try store.recordAdmin("standstill.ended", ["by": context.actor.person, "because": reason], context)
                try store.audit(
                    "standstill.ended", of: "appliances", before: ["because": before?.reason, "by": before?.by],
                    after: ["because": reason], context)
            }
            return try answer(&store, context)
        }
    }

    private static func answer(
        _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Standstill?> {
        try store.lookAtAllAppliances(at: context.now)
        return StepOutcome(try store.standstill(), wakes: [WorkKind.appliance])
    }

    private static func reason(_ text: String?, _ why: String) throws -> String {
        var reader = RequestReader()
        let reason = reader.reason(text, why: why)
        try reader.finish("standstill")
        return reason
    }
}
