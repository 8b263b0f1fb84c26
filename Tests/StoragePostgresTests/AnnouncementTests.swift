import Storage
import StoragePostgres
import TestSupport
import Testing

@Suite("What servers on one database let each other know", .timeLimit(.minutes(5)))
struct AnnouncementTests {
    private let url: String
    private let here: PostgresStore
    private let there: PostgresStore
    private let ear: Eavesdropper

    init() async throws {
        url = try ThrowawayPostgres.database()
        here = try PostgresStore(url: url, connections: 1, migrations: [])
        there = try PostgresStore(url: url, connections: 1, migrations: [])
        ear = Eavesdropper(there)
        #expect(await ear.next() == .gap, "what was said before it listened was missed")
    }

    /// The connections that listen or announce.
    private static let messengers = SQLStatement(
        """
        SELECT CAST(pid AS BIGINT) AS pid FROM pg_stat_activity
        WHERE datname = current_database() AND (query LIKE 'LISTEN%' OR query LIKE '%pg_notify%') AND pid <> pg_backend_pid()
        """)

    private func messengers() throws -> [Int64] {
        try PostgresDriver(PostgresAddress(url)).execute(Self.messengers, []).map { try $0.int(0) }
    }

    private func killMessengers() throws {
        let other = try PostgresDriver(PostgresAddress(url))
        for process in try messengers() {
            _ = try other.execute("SELECT pg_terminate_backend(CAST($1 AS INT)) AS done", [.int(process)])
        }
    }

    @Test func `what one announces, another hears`() async throws {
        here.announce(["plan", "push"])
        #expect(await ear.next() == .news(of: ["plan", "push"]))
        here.announce(["timer"])
        #expect(await ear.next() == .news(of: ["timer"]))
        await here.close()
        await there.close()
    }

    @Test func `what is announced when the store closes is said before it has closed`() async throws {
        here.announce(["plan"])
        await here.close()
        #expect(await ear.next() == .news(of: ["plan"]))
        await there.close()
    }

    @Test func `nobody hears himself`() async throws {
        let own = Eavesdropper(here)
        #expect(await own.next() == .gap)
        here.announce(["mine"])
        #expect(await ear.next() == .news(of: ["mine"]))
        there.announce(["yours"])
        #expect(await own.next() == .news(of: ["yours"]), "its own was said before")
        await here.close()
        await there.close()
    }

    @Test func `a listener that lost its connection knows that it may have missed something, and hears again`()
        async throws
    {
        try killMessengers()
        #expect(await ear.next() == .gap)
        here.announce(["plan"])
        #expect(await ear.next() == .news(of: ["plan"]))
        await here.close()
        await there.close()
    }

    @Test func `what could not be said because the connection was lost is said when there is another`() async throws {
        here.announce(["plan"])
        #expect(await ear.next() == .news(of: ["plan"]))
        try killMessengers()
        #expect(await ear.next() == .gap)
        here.announce(["push"])
        #expect(await ear.next() == .news(of: ["push"]))
        await here.close()
        await there.close()
    }

    @Test func `what somebody else says on the channel is heard as it is and harms nothing`() async throws {
        let stranger = try PostgresDriver(PostgresAddress(url))
        let rubbish = [String(repeating: "x", count: 7_999), "'; DROP TABLE event; --", "\u{1b}[31m ä"]
        for text in rubbish + [""] {
            _ = try stranger.execute("SELECT pg_notify('ratchet', $1) AS said", [.text(text)])
        }
        here.announce(["plan"])
        var heard: Set<String> = []
        while !heard.contains("plan"), case .news(let kinds) = await ear.next() { heard.formUnion(kinds) }
        let words = rubbish.flatMap { $0.split(separator: " ").map(String.init) }
        #expect(heard.subtracting(words) == ["plan"])
        await here.close()
        await there.close()
    }

    @Test func `a store that is closed, or let go, listens no more`() async throws {
        await there.close()
        do {
            let third = try PostgresStore(url: url, connections: 1, migrations: [])
            let ear = Eavesdropper(third)
            #expect(await ear.next() == .gap)
        }
        try await until { (try? messengers()) == [] }
        here.announce([])
        #expect(try messengers() == [], "nothing to say takes no connection")
        await here.close()
        here.announce(["plan"])
        #expect(try messengers() == [])
    }
}
