import AppleLookup
import Foundation
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

/// Reference section 6: how the feed is, as it was measured.
@Suite("The feed with its quirks")
struct FeedQuirkTests {
    private let house: Installation
    private let mac: WalkingMac

    init() throws {
        house = try Installation()
        mac = WalkingMac(house)
    }

    private static func json(_ text: String) -> Data { Data(text.utf8) }

    private static func row(_ version: String, _ build: String, _ devices: String, _ more: String = "") -> String {
        """
        {"ProductVersion":"\(version)","Build":"\(build)","PostingDate":"2026-04-20","ExpirationDate":"2027-01-01",
         "SupportedDevices":[\(devices)]\(more)}
        """
    }

    @Test(arguments: ["PublicRapidSecurityResponses", "PublicBackgroundSecurityImprovements"])
    func `the list of improvements is read under its old name and its new one`(_ key: String) async throws {
        let improvement = Self.row(
            "26.3.1", "25D771280a", "\"J413AP\"", ",\"ProductVersionExtra\":\"(a)\",\"PrerequisiteBuild\":\"25D2128\"")
        let body = """
            {"AssetSets":{"macOS":[\(Self.row("26.3.1", "25D2128", "\"J413AP\""))]},"\(key)":{"macOS":[\(improvement)]}}
            """
        #expect(try await house.fetch(raw: Self.json(body)).outcome == .imported)
        let found = try #require(try await house.rows().first { $0.list == .securityImprovements })
        #expect(found.release.improvement == SecurityImprovement(letter: "a", prerequisiteBuild: "25D2128"))
    }

    @Test func `the list's new name takes the old one's place without a row going missing`() async throws {
        func body(_ key: String) -> Data {
            let extra = ",\"ProductVersionExtra\":\"(a)\",\"PrerequisiteBuild\":\"25D2128\""
            let improvement = Self.row("26.3.1", "25D771280a", "\"J413AP\"", extra)
            let base = Self.row("26.3.1", "25D2128", "\"J413AP\"")
            return Self.json("{\"AssetSets\":{\"macOS\":[\(base)]},\"\(key)\":{\"macOS\":[\(improvement)]}}")
        }
        try await house.fetch(raw: body("PublicRapidSecurityResponses"))
        house.clock.advance(by: .days(1))
        #expect(try await house.fetch(raw: body("PublicBackgroundSecurityImprovements")).outcome == .imported)
        #expect(try await house.rows().map(\.isPresent) == [true, true])
    }

    @Test func `xrOS is visionOS, alone and beside it, and its end takes nothing away`() async throws {
        let row = Self.row("2.0", "22N320", "\"RealityDevice14,1\"")
        let mac = Self.row("15.0", "24A335", "\"J413AP\"")
        for platforms in ["\"xrOS\":[\(row)]", "\"visionOS\":[\(row)],\"xrOS\":[\(row)]", "\"visionOS\":[\(row)]"] {
            let body = "{\"AssetSets\":{\"macOS\":[\(mac)],\(platforms)}}"
            #expect(try await house.fetch(raw: Self.json(body)).outcome != .failed)
            let seen = try await house.rows().filter { $0.device == FeedKey("RealityDevice14,1") }
            #expect(seen.map(\.release.platform) == ["visionOS"] && seen.allSatisfy(\.isPresent))
            house.clock.advance(by: .days(1))
        }
    }

    @Test func `lists that never were there, unknown lists, platforms and fields do no harm`() async throws {
        let row = Self.row("26.4", "25E246", "\"J413AP\"", ",\"Surprise\":{\"x\":1}")
        let body = "{\"AssetSets\":{\"macOS\":[\(row)],\"homeOS\":[]},\"SecretSets\":{\"macOS\":7},\"Version\":3}"
        #expect(try await house.fetch(raw: Self.json(body)).outcome == .imported)
        try await mac.enrol()
        try await house.makePlan()
        try await mac.sync()
        await #expect(mac.target == "26.4")
    }

    @Test func `several builds of one version: each model's own, and new hardware has its own latest`() async throws {
        let other = WalkingMac(house, "MAC-2", .mac.with { $0.feedKey = "J700AP" })
        let third = WalkingMac(house, "MAC-3", .mac.with { $0.feedKey = "J604AP" })
        try await house.fetch([
            .row("26.3.1", "25D2128", on: ["J413AP", "J604AP"]), .row("26.3.1", "25D2228", on: ["J700AP"]),
            .row("26.3.2", "25D2300", on: ["J700AP"]),
        ])
        try await house.makePlan()
        for (device, version) in [(mac, "26.3.1"), (other, "26.3.2"), (third, "26.3.1")] {
            try await device.enrol(running: "26.3", build: "25D125")
            await #expect(device.target == version)
            await #expect(device.declared("TargetBuildVersion") == nil)
        }
        try await mac.run("26.3.1", "25D2199")
        #expect(try await house.state(of: mac) == .done, "any build of the version is a success")
    }

    @Test func `a row that stands twice is one for each device, with its own and the latest dates`() async throws {
        try await house.fetch([
            .row("26.3.1", "25D2128", on: ["J413AP", "J414AP"], expires: "2026-06-01"),
            .row("26.3.1", "25D2128", on: ["J700AP"], expires: "2026-08-01"),
            .row("26.3.1", "25D2128", on: ["J414AP"], expires: "2026-07-01"),
        ])
        let dates = Dictionary(
            uniqueKeysWithValues: try await house.rows().map { ($0.device.text, $0.expirationDate?.description) })
        #expect(dates == ["J413AP": "2026-06-01", "J414AP": "2026-07-01", "J700AP": "2026-08-01"])
    }

    @Test func `a device's key is matched exactly`() async throws {
        let near = WalkingMac(house, "MAC-2", .mac.with { $0.feedKey = "J185fAP" })
        try await house.fetch([.row("26.4", "25E246", on: ["J185FAP", "J185AP"])])
        try await near.enrol()
        try await house.makePlan()
        let verdict = try await house.verdict(of: near)
        #expect(verdict.answer == .no && verdict.reason == .modelNotInFeed)
    }

    @Test func `what only the public is offered is not enforced`() async throws {
        try await house.fetch([.row("26.3", "25D125"), .row("26.4", "25E246", .publicAssetSets)])
        try await mac.enrol()
        try await house.makePlan()
        #expect(try await house.verdict(of: mac).reason == .current)
    }

    @Test func `dates that move change no token, wake nobody and decide nothing anew`() async throws {
        try await house.fetch([.row("26.4", "25E246")])
        try await mac.enrol()
        try await house.makePlan()
        try await mac.answerAll()
        try await mac.sync()
        let (tokens, events) = (try await mac.tokens(), try await house.events(of: mac))
        for (posted, expires) in [("2026-05-03", "2026-09-01"), ("2026-03-01", "2026-06-30"), ("2026-05-09", nil)] {
            house.clock.advance(by: .days(1))
            try await house.fetch([.row("26.4", "25E246", posted: posted, expires: expires)])
            #expect(try await mac.tokens() == tokens)
            #expect(try await house.events(of: mac) == events)
            #expect(try await house.nextPush(to: mac) == nil)
        }
    }

    @Test func `what came is noted by name, once`() async throws {
        func body(_ rows: String) -> Data { Self.json("{\"AssetSets\":{\"macOS\":[\(rows)]}}") }
        let first = Self.row("26.4", "25E246", "\"J413AP\",\"J473AP\"")
        try await house.fetch(raw: body(first))
        try await house.fetch(raw: body("\(first),\(Self.row("26.4.1", "25E253", "\"J413AP\""))"))
        try await house.fetch(raw: body("\(first),\(Self.row("26.4.1", "25E253", "\"J413AP\",\"J473AP\""))"))
        let noted = try await house.write { store in
            _ = try store.placeEvents(limit: 100)
            return try store.events(after: 0, limit: 100).map(\.event).filter { $0.type == "feed.changed" }
        }
        #expect(noted.map { EventBody.fields($0.body)["new"] } == ["macOS 26.4 (25E246)", "macOS 26.4.1 (25E253)"])
        #expect(noted.allSatisfy { $0.actor == "lookup" && $0.device == nil })
    }
}
