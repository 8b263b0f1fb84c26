import Foundation
import TestSupport
import Testing

/// What Ratchet is for, with the real program over the real wire.
@Suite("The main job", .timeLimit(.minutes(5)))
struct MainJobTests {
    private let fleet: ServedFleet

    init() throws { fleet = try ServedFleet() }

    private func store(on engine: StoreEngine) throws -> String {
        engine == .postgres ? "\"\(try ThrowawayPostgres.database())\"" : "sqlite"
    }

    /// The places of the events, in the order in which they came.
    private static func places(_ events: String) -> [Int] {
        events.matches(of: #/(?m)^id: (\d+)$/#).compactMap { Int($0.1) }
    }

    /// How often an enforcement came to a state.
    private static func count(_ state: String, in events: String) -> Int {
        events.matches(of: #/"to"\s*:\s*"([a-z-]+)"/#).count { $0.1 == state }
    }

    @Test(arguments: StoreEngine.lasting)
    func `devices are enrolled, told, updated and let go, though the server is killed meanwhile`(
        on engine: StoreEngine
    ) async throws {
        let server = try fleet.configure("here", store: store(on: engine))
        var running = try await fleet.serve(server)
        let devices = try await fleet.enrol(4, at: server)
        try await fleet.ratchet("releases refresh", at: server)
        try await fleet.ratchet("plan create --target latest --all-devices --days 7 --yes", at: server)
        let before = try await fleet.events(after: 0, at: server) { Self.count("downloading", in: $0) > 0 }
        await running.cut()
        running = try await fleet.serve(server)
        let seen = Self.places(before)
        let after = try await fleet.events(after: seen.count, at: server) { Self.count("closed", in: before + $0) == 4 }
        #expect(seen + Self.places(after) == Array(1...(seen.count + Self.places(after).count)))
        for state in ["offered", "delivered", "done", "closed"] {
            #expect(Self.count(state, in: before + after) == 4, "each device comes to \(state) once")
        }
        #expect((before + after).contains("push.sent"))
        let answers = try await fleet.ratchet("devices --json", at: server).matches(of: #/"answer"\s*:\s*"([a-z-]+)"/#)
        #expect(answers.map { String($0.1) } == Array(repeating: "yes", count: 4))
        await devices.interrupt()
        await running.interrupt()
    }

    @Test func `two servers share a database: what a person asks of one is done, once, and told by the other`()
        async throws
    {
        let store = try store(on: .postgres)
        let (here, there) = (try fleet.configure("here", store: store), try fleet.configure("there", store: store))
        let first = try await fleet.serve(here)
        // They seal with one key: the second server is given it before it starts.
        let copied = try await fleet.finish("mkdir there && cp -r here/keys there/")
        #expect(copied.exit == 0, "\(copied.output)")
        let second = try await fleet.serve(there)
        let devices = try await fleet.enrol(4, at: here)
        try await fleet.ratchet("releases refresh", at: there)
        try await fleet.ratchet("plan create --target latest --all-devices --days 7 --yes", at: there)
        let events = try await fleet.events(after: 0, at: there) { Self.count("closed", in: $0) == 4 }
        let pushes = events.matches(of: #/(?m)^event: push\.sent$/#).count
        let changes = events.matches(of: #/(?m)^event: manifest\.changed$/#).count
        #expect(pushes <= changes, "nobody is woken twice for one change")
        await devices.interrupt()
        await first.interrupt()
        await second.interrupt()
    }
}
