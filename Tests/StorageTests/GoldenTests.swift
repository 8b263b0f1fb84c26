import Foundation
import RatchetCore
import Testing

@testable import Storage

/// What a version that was ever shipped has stored, this one reads.
@Suite("Documents that are stored already")
struct GoldenTests {
    private func golden(_ name: String) throws -> String {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name).json")
        return try String(contentsOf: url, encoding: .utf8).trimmingCharacters(in: .newlines)
    }

    private func at(_ seconds: Int64) -> Instant { Instant(seconds: 1_774_958_400 + seconds) }

    @Test func `the facts of a device, version 1`() throws {
        let document = try golden("facts-v1")
        let facts = try FactsDocument(text: document).facts()
        #expect(facts.enrolment == .enrolled && facts.kind == .device && facts.isAwaitingConfiguration)
        #expect(facts.productName == "Mac14,7" && facts.serialNumber == "C02XL0THJHD3" && facts.name == "Anna's Mac")
        #expect(facts.timeZone == "Europe/Berlin")
        #expect(facts.bootstrapToken == BootstrapTokenFact(escrowedAt: at(1), lastServedAt: at(2)))
        #expect(facts.installed?.value.name == "26.3.1 (a)" && facts.installed?.value.build == "25D2128")
        #expect(facts.installed?.value.supplementalBuild == "25D771280a")
        #expect(facts.installed?.evidence == Evidence(.statusReport, at: at(3), ref: "r3"))
        #expect(
            facts.capabilities?.value
                == Capabilities(declarationTypes: ["type.a", "type.b"], statusItems: ["item.c"]))
        #expect(facts.isSupervised?.value == true && facts.hasPasscode?.value == false)
        #expect(facts.statusFeedKey?.value.text == "J413AP" && facts.queriedFeedKey?.value.text == "J413AP")
        #expect(facts.queriedFeedKey?.evidence.kind == .commandResult)
        #expect(facts.installState?.value == .unknown("verifying"))
        #expect(facts.installReason?.value == InstallReason(reasons: ["declaration"], declarationID: "ours"))
        let pending = PendingVersion(version: "26.4", build: "25E246", targetLocalDateTime: "2026-04-10T18:00:00")
        #expect(facts.pendingVersion?.value == pending)
        #expect(facts.failure?.value == UpdateFailure(count: 2, reason: "space", timestamp: "2026-04-01T00:00:00Z"))
        let reason = DeclarationReport.Reason(code: "Error.Unknown", text: "a reason")
        #expect(
            facts.declarations?.value == [
                DeclarationReport(
                    identifier: "ours", serverToken: "t", isActive: true, validity: .invalid, reasons: [reason])
            ])
    }

    @Test func `the least that version 1 stores of a device`() throws {
        let least = """
            {"awaitingConfiguration":false,"enrolment":"authenticated","kind":"user","version":1}
            """
        #expect(try FactsDocument(text: least).facts() == DeviceFacts(kind: .user))
        #expect(FactsDocument(DeviceFacts(kind: .user)).text == least)
    }

    @Test func `an enforcement, version 1`() throws {
        let enforcement = try EnforcementDocument(text: golden("enforcement-v1")).enforcement()
        let wanted = Enforcement.Snapshot(
            id: EnforcementID("e1"), device: DeviceID("d1"), plan: PlanID("p1"),
            target: Target(
                version: try #require(OSVersion("26.3.1")), build: "25D771280a", isSecurityImprovement: true),
            deadline: try #require(LocalDateTime("2026-04-10T18:00:00")), detailsURL: "https://example.org/why",
            plannedAt: at(0), state: .withdrawn, since: at(4), evidence: Evidence(.plan, at: at(4), ref: "p1"),
            outcome: .cancelled, offeredAt: at(1),
            failure: UpdateFailure(count: 2, reason: "space", timestamp: "2026-04-01T00:00:00Z"),
            refusals: [DeclarationReport.Reason(code: "Error.Unknown", text: "a reason")])
        #expect(enforcement.snapshot == wanted)
    }

    @Test(arguments: ["facts-v1", "enforcement-v1"])
    func `this version still writes what it shipped with`(_ name: String) throws {
        let document = try golden(name)
        let again =
            name == "facts-v1"
            ? try FactsDocument(FactsDocument(text: document).facts()).text
            : try EnforcementDocument(EnforcementDocument(text: document).enforcement()).text
        #expect(again == document)
    }

    @Test(arguments: ["{}", "[]", "", "{\"version\":2,\"enrolment\":\"enrolled\"}"])
    func `a document of another shape is corrupt, not guessed at`(_ document: String) {
        #expect(throws: StoreError.corrupt()) { try FactsDocument(text: document).facts() }
        #expect(throws: StoreError.corrupt()) {
            try EnforcementDocument(text: document).enforcement()
        }
    }

    @Test(arguments: [("\"version\":1", "\"version\":2"), ("\"enrolled\"", "\"lost\""), ("\"26.3.1\"", "\"x\"")])
    func `facts with a word that this version does not know are corrupt`(_ word: String, _ other: String) throws {
        let document = try golden("facts-v1").replacing(word, with: other)
        #expect(throws: StoreError.corrupt()) { try FactsDocument(text: document).facts() }
    }
}
