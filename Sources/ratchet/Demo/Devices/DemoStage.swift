import AdminAPI
import FleetSimulator
import RatchetCore

/// Plays the acts of the story, as an administrator and as Apple would.
struct DemoStage {
    let fleet: SimulatedFleet
    let api: DemoAPI

    /// Does it, and says what was done.
    func play(_ act: DemoStory.Act) async throws -> [String] {
        switch act {
        case .hurry: try await hurry()
        case .publish: try publish()
        }
    }

    private func hurry() async throws -> [String] {
        let late = DemoStage.late(in: fleet.progress().devices)
        guard !late.isEmpty else { return [] }
        let plan = try await api.createUrgentPlan(for: late.map(\.udid))
        return [
            "A second plan for \(Output.count(late.count, "device")) (plan \(plan.number)): the deadline was two days ago. "
                + "Who does not install is overdue."
        ]
    }

    private func publish() throws -> [String] {
        for release in DemoFeed.laterReleases { try fleet.publish(release) }
        let names = DemoFeed.laterReleases.map { "\($0.list) \($0.version)" }
        return ["Apple publishes \(Output.list(names)). The server will see it when it next reads the list."]
    }

    /// A few of those that do what they are told, users who do not answer first.
    static func late(in devices: [DeviceSummary]) -> [DeviceSummary] {
        let willing = devices.filter { $0.mood == .obedient }
        let never = willing.filter { $0.hasPasscode && $0.habit == .never }
        let away = willing.filter { $0.hasPasscode && $0.habit == .onLeave }
        let others = willing.filter { [.installsEarly, .defers].contains($0.habit) }
        return Array(never.prefix(2)) + Array(away.prefix(2)) + Array(others.prefix(4))
    }
}
