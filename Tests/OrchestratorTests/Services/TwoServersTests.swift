import Logging
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

@Suite("Two servers on one database", .timeLimit(.minutes(5)))
struct TwoServersTests {
    private let here: Installation
    private let there: Installation

    init() throws {
        here = try Installation(on: .postgres)
        there = try here.another()
    }

    /// A worker of the other server that by itself looks once an hour.
    private func work(_ kind: String, taken: @escaping @Sendable (ClaimedWork) -> Void) async {
        let loop = OutboxLoop<ClaimedWork>(
            runner: there.runner, kind: kind, width: 8, logger: Logger(label: "there"), longest: .seconds(3600))
        await loop.run(
            claim: { limit in
                try await there.runner.perform { store, context in
                    StepOutcome(
                        try store.claim(
                            kinds: [kind], limit: limit, now: context.now.microseconds, lease: .max))
                }
            },
            perform: { taken($0) })
    }

    /// Commits work here, for whoever does it.
    private func ask(_ subject: String) async throws {
        try await here.runner.perform { store, context in
            let now = context.now.microseconds
            try store.enqueue(subject: subject, kind: WorkKind.plan, dueAt: now, body: "{}", now: now)
            return StepOutcome((), wakes: [WorkKind.plan])
        }
    }

    @Test func `what one commits wakes the other's worker, which by itself looks once an hour`() async throws {
        let (taken, take) = AsyncStream.makeStream(of: String.self)
        let worker = Task { await work(WorkKind.plan) { take.yield($0.subject) } }
        // The first may be found when the worker begins; those that follow only when it is woken.
        for subject in ["a", "b", "c"] {
            try await ask(subject)
            #expect(await taken.first { _ in true } == subject)
        }
        worker.cancel()
        await worker.value
    }

    @Test func `an event that one has placed reaches the other's readers, who by themselves look once an hour`()
        async throws
    {
        let services = [here, there].map { server in
            var service = EventStreamService(runner: server.runner, logger: Logger(label: "events"))
            service.longest = .seconds(3600)
            return service
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for service in services { group.addTask { try await service.run() } }
            for (index, name) in ["a", "b", "c"].enumerated() {
                _ = try await here.runner.perform(AdminGroups.create(name: name))
                try await until { there.runner.eventTail.position == index + 1 }
            }
            group.cancelAll()
        }
        let events = try await there.runner.read(AdminEvents.list(after: 0, limit: 9))
        #expect(events.map(\.event.type) == ["group.created", "group.created", "group.created"])
    }

    @Test func `a kind that nobody here knows makes no bell`() async {
        let signals = WorkSignals()
        signals.hear(.news(of: ["unheard-of"]))
        let bell = signals.bell(for: WorkKind.push)
        signals.hear(.news(of: ["unheard-of", WorkKind.push]))
        await bell.wait(atMost: .seconds(3600))
        signals.hear(.gap)
        await bell.wait(atMost: .seconds(3600))
    }
}
