import RatchetCore
import Wording

/// `docs/reference/states.md`: the states of an enforcement and what leads from one to the next.
enum StatesPage {
    static func text() -> String {
        let walk = StateWalk()
        return Markdown.page(
            [
                Markdown.notice(of: "`Sources/RatchetCore` and `Sources/Wording`"), "# States",
                """
                An *enforcement* is one device being taken to one target. It is in one of these states. The drawing, the events and
                the rules are in [enforcement.md](../enforcement.md), the codes beside a state in [reasons.md](reasons.md).
                """,
                "## The seven phases", phases(), "## The states", states(walk),
                "## What leads where",
                "What the machine does with each event, found by telling it. An event that is not named for a state moves "
                    + "nothing there.",
            ] + (walk.map { [exits($0)] } ?? []) + [
                "Two things depend on more than the event: `installState` *prepared* leads to `past-due` once the deadline "
                    + "and its grace have passed, and from `past-due` `adopted` leads to `prepared` under another deadline.",
                "## How it ended",
                Markdown.table(
                    ["Outcome", "What it means"], EnforcementOutcome.allCases.map { ["`\($0.rawValue)`", $0.meaning] }),
            ])
    }

    private static func phases() -> String {
        Markdown.table(
            ["Phase", "Who acts", "What happens", "States"],
            Phase.allCases.map { phase in
                [
                    "\(phase.rawValue) \(phase.name)", phase.actors.map(\.rawValue).joined(separator: ", "),
                    phase.meaning,
                    Markdown.code(EnforcementState.allCases.filter { $0.phase == phase }.map(\.rawValue)),
                ]
            })
    }

    private static func states(_ walk: StateWalk?) -> String {
        Markdown.table(
            [
                "State", "Phase", "Answer and reason", "What it means", "Who is next", "What is next",
                "What may stand in the way",
            ],
            EnforcementState.allCases.map { state in
                [
                    "`\(state.rawValue)`", String(state.phase.rawValue),
                    // One that has ended is not asked: what the device answers then depends on its other plans.
                    state == .closed ? "" : "\(state.answer.rawValue), `\(state.reason.rawValue)`", state.meaning,
                    state.actor?.rawValue ?? "",
                    Markdown.code(walk?.expected(in: state).map(\.rawValue) ?? []),
                    Markdown.code(state.possibleCauses.map(\.rawValue)),
                ]
            })
    }

    private static func exits(_ walk: StateWalk) -> String {
        let common = common(walk)
        let everywhere = EnforcementState.allCases.filter(\.isDeclared).map(\.rawValue)
        let rows = EnforcementState.allCases.map { state in
            let own = walk.exits(of: state).filter { !(state.isDeclared && common.contains($0)) }
            return ["`\(state.rawValue)`", words(own)]
        }
        return Markdown.table(["From", "By"], rows + [["\(Markdown.code(everywhere)) too", words(common)]])
    }

    /// What leads to the same from every state in which the declaration stands, so that it is said once.
    private static func common(_ walk: StateWalk) -> [StateWalk.Exit] {
        let declared = EnforcementState.allCases.filter(\.isDeclared).map(walk.exits)
        return (declared.first ?? []).filter { exit in declared.allSatisfy { $0.contains(exit) } }
    }

    private static func words(_ exits: [StateWalk.Exit]) -> String {
        exits.map { "`\($0.event)` to \(Markdown.code($0.to.map(\.rawValue)))" }.joined(separator: "; ")
    }
}
