import AppleLookup
import Foundation
import Logging
import Ports
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

/// A feed that has lost too much, and a person who says that Apple means it.
@Suite("A feed that a person believes")
struct BelievedFeedTests {
    private struct Source: LookupSource {
        let body: Data
        func fetch(etag: String?) async throws -> LookupAnswer { .feed(body, etag: nil) }
    }

    private let house: Installation
    private static let left = LookupRow.row("26.4", "25E246")

    init() async throws {
        house = try Installation()
        try await house.fetch([.row("26.2", "25C56"), .row("26.3", "25D125"), BelievedFeedTests.left])
    }

    private func lookup(_ rows: [LookupRow]) -> LookupService {
        LookupService(
            runner: house.runner, source: Source(body: LookupFeed(rows: rows, lists: [.assetSets]).json()),
            logger: Logger(label: "test"))
    }

    /// Actors and bodies of the events that tell of a belief.
    private func beliefs() async throws -> [String] {
        let statement = SQLStatement("SELECT actor, body FROM event WHERE type = 'feed.believed'")
        return try await house.store.read { store in
            try store.run(statement).map { "\(try $0.text(0)) \(try $0.text(1))" }
        }
    }

    @Test func `without a reason it changes nothing and names the way out`() async throws {
        let outcome = try await lookup([BelievedFeedTests.left]).refreshNow(believingBecause: nil)
        #expect(outcome.outcome == .failed)
        #expect(outcome.problem?.contains("lost more than half") == true)
        #expect(outcome.problem?.contains("--believe-because") == true)
        #expect(try await house.rows().allSatisfy(\.isPresent))
    }

    @Test func `with a reason it is taken in as it is, and the reason is kept`() async throws {
        let outcome = try await lookup([BelievedFeedTests.left]).refreshNow(believingBecause: " Apple took them back ")
        #expect(outcome.outcome == .imported && outcome.rows == 1)
        #expect(try await house.rows().filter(\.isPresent).map(\.release.version.text) == ["26.4"])
        #expect(try await house.catalog().lastProblem == nil)
        let belief = try #require(try await beliefs().first)
        #expect(belief.hasPrefix("admin ") && belief.contains("\"because\":\"Apple took them back\""))
    }

    @Test func `a reason is needed only where something was lost`() async throws {
        let grown = [
            LookupRow.row("26.2", "25C56"), .row("26.3", "25D125"), BelievedFeedTests.left, .row("26.5", "25F1"),
        ]
        #expect(try await lookup(grown).refreshNow(believingBecause: "why not").outcome == .imported)
        #expect(try await beliefs().isEmpty)
    }

    @Test func `nobody believes a feed without a row`() async throws {
        let outcome = try await lookup([]).refreshNow(believingBecause: "it is so")
        #expect(outcome.outcome == .failed && outcome.problem?.contains("--believe-because") == false)
    }

    @Test(arguments: ["", "  \n", "two\nlines", String(repeating: "a", count: 2049)])
    func `a reason that says nothing is refused`(_ reason: String) async throws {
        let problem = await problem { _ = try await lookup([]).refreshNow(believingBecause: reason) }
        #expect(problem?.code == "invalid-refresh" && problem?.faults.map(\.field) == ["believeBecause"])
    }
}
