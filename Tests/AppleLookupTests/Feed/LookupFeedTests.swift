import AppleLookup
import Foundation
import Testing

@Suite struct LookupFeedTests {
    private func feed(_ json: String) throws -> LookupFeed { try LookupFeed(json: Data(json.utf8)) }

    private func row(_ fields: String) -> String {
        "{\"ProductVersion\":\"26.4\",\"Build\":\"25E246\",\"SupportedDevices\":[\"J413AP\"]\(fields)}"
    }

    @Test func aRowIsReadWhole() throws {
        let json = row(
            ",\"ProductVersionExtra\":\"(a)\",\"PrerequisiteBuild\":\"25D2128\",\"PostingDate\":\"2026-03-24\","
                + "\"ExpirationDate\":\"2026-06-29\",\"New\":[]")
        let feed = try feed("{\"PublicBackgroundSecurityImprovements\":{\"macOS\":[\(json)]},\"Unheard\":7}")
        #expect(
            feed.rows == [
                LookupRow(
                    list: .backgroundSecurityImprovements, platform: "macOS", productVersion: "26.4", build: "25E246",
                    productVersionExtra: "(a)", prerequisiteBuild: "25D2128", postingDate: "2026-03-24",
                    expirationDate: "2026-06-29", supportedDevices: ["J413AP"])
            ])
        #expect(feed.lists == [.backgroundSecurityImprovements])
        #expect(feed.problems.isEmpty)
    }

    @Test func datesMayBeMissingOrNull() throws {
        let feed = try feed("{\"AssetSets\":{\"iOS\":[\(row(",\"ExpirationDate\":null"))]}}")
        #expect(feed.rows.map(\.expirationDate) == [nil])
        #expect(feed.problems.isEmpty)
    }

    @Test func theOldNameOfBackgroundImprovementsIsRead() throws {
        let feed = try feed("{\"PublicRapidSecurityResponses\":{\"macOS\":[\(row(""))]}}")
        #expect(feed.rows.map(\.list) == [.backgroundSecurityImprovements])
        let both = try self.feed(
            """
            {"PublicRapidSecurityResponses":{"macOS":[\(row(""))]},
             "PublicBackgroundSecurityImprovements":{"macOS":[\(row("")),\(row(",\"PrerequisiteBuild\":\"1\""))]}}
            """)
        #expect(both.rows.map(\.prerequisiteBuild) == [nil, "1"])
    }

    @Test func xrOSReadsAsVisionOSAndTheTwoAreMerged() throws {
        let alone = try feed("{\"AssetSets\":{\"xrOS\":[\(row(""))]}}")
        #expect(alone.rows.map(\.platform) == ["visionOS"])
        let both = try feed(
            "{\"AssetSets\":{\"xrOS\":[\(row("")),\(row(",\"PostingDate\":\"2024-01-01\""))],\"visionOS\":[\(row(""))]}}"
        )
        #expect(both.rows.map(\.platform) == ["visionOS", "visionOS"])
        #expect(both.rows.map(\.postingDate) == [nil, "2024-01-01"])
    }

    @Test func anUnknownPlatformIsKept() throws {
        #expect(try feed("{\"AssetSets\":{\"homeOS\":[\(row(""))]}}").rows.map(\.platform) == ["homeOS"])
    }

    @Test(arguments: [
        ("7", "the row is no object"), ("{\"Build\":\"b\",\"SupportedDevices\":[]}", "ProductVersion is missing"),
        ("{\"ProductVersion\":26.4,\"Build\":\"b\",\"SupportedDevices\":[]}", "ProductVersion is no string"),
        ("{\"ProductVersion\":\"26.4\",\"Build\":\"\",\"SupportedDevices\":[]}", "Build is empty"),
        ("{\"ProductVersion\":\"26.4\",\"Build\":\"b\"}", "SupportedDevices is missing"),
        ("{\"ProductVersion\":\"26.4\",\"Build\":\"b\",\"SupportedDevices\":\"J\"}", "SupportedDevices is no array"),
        ("{\"ProductVersion\":\"26.4\",\"Build\":\"b\",\"SupportedDevices\":[1]}", "SupportedDevices holds no string"),
        (
            "{\"ProductVersion\":\"26.4\",\"Build\":\"b\",\"SupportedDevices\":[],\"ExpirationDate\":\"2026-02-29\"}",
            "ExpirationDate is no day like 2026-03-24"
        ),
        (
            "{\"ProductVersion\":\"26.4\",\"Build\":\"b\",\"SupportedDevices\":[],\"PostingDate\":\"2026-3-24\"}",
            "PostingDate is no day like 2026-03-24"
        ),
        (
            "{\"ProductVersion\":\"26.4\",\"Build\":\"b\",\"SupportedDevices\":[],\"PostingDate\":\"2026-03-24T00\"}",
            "PostingDate is no day like 2026-03-24"
        ),
        (
            "{\"ProductVersion\":\"26.4\",\"Build\":\"b\",\"SupportedDevices\":[],\"PrerequisiteBuild\":1}",
            "PrerequisiteBuild is no string"
        ),
    ])
    func aBadRowCostsOnlyItself(bad: String, reason: String) throws {
        let feed = try feed("{\"AssetSets\":{\"macOS\":[\(row("")),\(bad),\(row(",\"PostingDate\":\"2024-02-29\""))]}}")
        #expect(feed.rows.count == 2)
        #expect(feed.problems == [LookupProblem(list: .assetSets, platform: "macOS", index: 1, reason: reason)])
    }

    @Test func aBadListOrPlatformCostsOnlyItself() throws {
        let feed = try feed("{\"AssetSets\":{\"macOS\":7,\"iOS\":[\(row(""))]},\"PublicAssetSets\":[]}")
        #expect(feed.rows.count == 1)
        #expect(feed.lists == [.assetSets])
        #expect(
            feed.problems == [
                LookupProblem(
                    list: .publicAssetSets, platform: nil, index: nil, reason: "PublicAssetSets is no object"),
                LookupProblem(
                    list: .assetSets, platform: "macOS", index: nil, reason: "the platform's value is no array"),
            ])
    }

    @Test(arguments: [
        ("", LookupError.Code.notJSON), ("<html>", .notJSON), ("{\"AssetSets\":{\"macOS\":[", .notJSON),
        ("[]", .notAnObject), ("7", .notAnObject), ("\"a\"", .notAnObject), ("null", .notAnObject), ("{}", .noLists),
        ("{\"error\":\"busy\"}", .noLists), ("{\"AssetSets\":null}", .noLists),
    ])
    func whatIsNoFeedIsRefused(json: String, code: LookupError.Code) {
        #expect(throws: LookupError(code, "")) { try feed(json) }
    }

    @Test func aFeedThatIsTooLargeOrTooDeepIsRefused() {
        let large = Data(repeating: 0x20, count: LookupFeed.maximumBytes + 1)
        #expect(throws: LookupError(.tooLarge, "")) { try LookupFeed(json: large) }
        let deep = "{\"AssetSets\":" + String(repeating: "[", count: 200_000)
        #expect(throws: LookupError(.notJSON, "")) { try feed(deep) }
    }

    @Test func everyTruncationIsRefused() {
        let whole = "{\"AssetSets\":{\"macOS\":[\(row(",\"PostingDate\":\"2026-03-24\""))]}}"
        for length in 0..<whole.utf8.count {
            #expect(throws: LookupError.self) { try LookupFeed(json: Data(whole.utf8.prefix(length))) }
        }
    }

    @Test func u0000IsReplaced() throws {
        let json = "{\"ProductVersion\":\"26\\u0000\",\"Build\":\"b\",\"SupportedDevices\":[\"a\\u0000\"]}"
        let feed = try feed("{\"AssetSets\":{\"macOS\":[\(json)]}}")
        #expect(feed.rows.map(\.productVersion) == ["26\u{FFFD}"])
        #expect(feed.rows.map(\.supportedDevices) == [["a\u{FFFD}"]])
    }

    @Test func whatIsWrittenIsReadBack() throws {
        var rows: [LookupRow] = []
        for list in LookupList.allCases {
            for platform in ["iOS", "macOS"] {
                rows.append(
                    LookupRow(
                        list: list, platform: platform, productVersion: "26.4", build: "b/1", supportedDevices: []))
                rows.append(
                    LookupRow(
                        list: list, platform: platform, productVersion: "26.4", build: "b", productVersionExtra: "(a)",
                        prerequisiteBuild: "p", postingDate: "2026-03-24", expirationDate: "2026-06-29",
                        supportedDevices: ["x", "y"]))
            }
        }
        let feed = LookupFeed(rows: rows)
        #expect(try LookupFeed(json: feed.json()) == feed)
        #expect(feed.json() == feed.json())
        let empty = LookupFeed(rows: [])
        #expect(try LookupFeed(json: empty.json()) == empty)
    }
}
