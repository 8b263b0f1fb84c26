import AdminAPI
import Foundation
import Testing

@testable import ratchet

/// Tables of what the interface answers, where a terminal is narrow.
@Suite("Tables on a narrow terminal")
struct TableTests {
    private func device(_ number: Int, name: String, reason: String) throws -> DeviceResource {
        let json = """
            {"id": "a", "number": \(number), "identifier": "U", "serial": "C02XL0THJHD3", "name": "\(name)",
             "productName": "iPhone17,1", "osName": "26.3.1 (a)", "enrolment": "enrolled", "kind": "device",
             "firstContact": "2026-05-01T12:00:00Z", "lastContact": "2026-05-01T12:00:00Z",
             "bootstrapToken": {}, "verdict": {"answer": "not-yet", "reason": "\(reason)"}}
            """
        return try JSONDecoder().decode(DeviceResource.self, from: Data(json.utf8))
    }

    @Test func `devices keep version, reason and date at 80 columns, and show serial numbers at 110`() throws {
        let table = DeviceTable.table([try device(12, name: "Anna's MacBook", reason: "enforcement-not-supported")])
        let narrow = table.lines(width: 80)
        #expect(narrow.allSatisfy { $0.count <= 80 })
        #expect(narrow[1].contains("26.3.1 (a)") && narrow[1].contains("enforcement-not-supported"))
        #expect(narrow[1].hasSuffix("2026-05-01 12:00") && !narrow[1].contains("C02"))
        #expect(table.lines(width: 110)[1].contains("C02XL0THJHD3"))
    }

    @Test func `releases keep versions, builds, first-seen dates and what stands in the way at 80 columns`() throws {
        let json = """
            {"platform": "visionOS", "version": "26.3.1", "build": "25D771280a", "name": "26.3.1 (a)",
             "lists": ["AssetSets", "PublicAssetSets"], "firstSeen": "2026-03-17", "expirationDate": "2027-02-19",
             "present": true, "expired": false, "models": 120,
             "fleet": {"devices": 1400, "eligible": 1200, "offered": 12, "done": 100, "blocked": {"not-supervised": 3}}}
            """
        let release = try JSONDecoder().decode(ReleaseResource.self, from: Data(json.utf8))
        let lines = ReleaseTable.table([release]).lines(width: 80)
        #expect(lines.allSatisfy { $0.count <= 80 && !$0.contains("…") })
        #expect(ReleaseTable.blocked([release]) == ["Blocked from visionOS 26.3.1 (a): 3 not-supervised."])
        #expect(lines[1].hasSuffix("1200       12   100        3"))
        #expect(lines[1].contains("26.3.1 (a)  25D771280a  2026-03-17"))
    }

    @Test func `plans keep target and deadline at 80 columns`() throws {
        let json = """
            {"id": "a", "number": 12, "name": "latest-of-major:26 within 14 days at 19:00", "rule": "latest-of-major:26",
             "scope": {"everything": true}, "deadline": {"days": 14, "at": "19:00"}, "priority": 0,
             "followImprovements": true, "createdAt": "2026-05-01T12:00:00Z", "state": "cancelled",
             "enforcements": {"open": {}, "ended": {}}, "installing": 0}
            """
        let plan = try JSONDecoder().decode(PlanResource.self, from: Data(json.utf8))
        let lines = PlanOutput.table([plan]).lines(width: 80)
        #expect(lines.allSatisfy { $0.count <= 80 })
        #expect(lines[1].contains("latest-of-major:26") && lines[1].contains("14 days, 19:00"))
    }

    @Test func `a platform is known by Apple's name or by the catalog`() throws {
        let json = #"{"catalog": {"revision": 0, "sha256": ""}, "releases": []}"#
        let list = try JSONDecoder().decode(ReleaseListResource.self, from: Data(json.utf8))
        try ReleasesCommand.List.check(nil, in: list)
        try ReleasesCommand.List.check("macos", in: list)
        #expect(throws: (any Error).self) { try ReleasesCommand.List.check("windows", in: list) }
    }

    @Test func `a sync of a device that can't be woken says so`() throws {
        var device = try device(3, name: "mac-3", reason: "offered")
        #expect(SyncCommand.words(for: device).contains("is being woken"))
        device.pushRefusal = "410 Unregistered"
        let words = SyncCommand.words(for: device)
        #expect(words.contains("can't be woken") && words.contains("410 Unregistered"))
    }
}
