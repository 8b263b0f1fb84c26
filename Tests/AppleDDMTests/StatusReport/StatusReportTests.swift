import AppleDDM
import Foundation
import SeededRandom
import Testing

@Suite struct StatusReportTests {
    private func report(_ json: String) throws -> StatusReport { try StatusReport(json: Data(json.utf8)) }

    @Test func knownItemsStayWholeAndUnknownOnesComeApart() throws {
        let report = try report(
            """
            {"StatusItems":{"softwareupdate":{"install-state":"downloading",
             "pending-version":{"os-version":"26.4","build-version":"25E246","softwareupdate.target-local-date-time":"x"}},
             "device":{"operating-system":{"version":"26.3","supplemental":{"build-version":"25D1"}}},
             "management":{"declarations":{"activations":[]}},
             "content-cache":{"status":{"active":true,"peers":[]},"empty":{}}, "plain":7},"Errors":[]}
            """)
        #expect(
            report.items == [
                "softwareupdate.install-state": "downloading",
                "softwareupdate.pending-version": [
                    "os-version": "26.4", "build-version": "25E246", "softwareupdate.target-local-date-time": "x",
                ],
                "device.operating-system.version": "26.3",
                "device.operating-system.supplemental.build-version": "25D1",
                "management.declarations": ["activations": []], "content-cache.status.active": true,
                "content-cache.status.peers": [], "content-cache.empty": [:], "plain": 7,
            ])
        #expect(!report.isFullReport)
        #expect(report.faults.isEmpty)
    }

    @Test func namesThatAreDottedAlreadyAreTaken() throws {
        let report = try report(
            """
            {"StatusItems":{"softwareupdate.install-state":"failed","device.operating-system":{"version":"1"},
             "softwareupdate":{"install-state":"none","failure-reason":{"count":1}}}}
            """)
        #expect(report[.installState] == "failed")
        #expect(report[.osVersion] == "1")
        #expect(report[.failureReason] == ["count": 1])
    }

    @Test(arguments: [
        ("{\"StatusItems\":{},\"FullReport\":true}", true), ("{\"StatusItems\":{\"FullReport\":true}}", true),
        ("{\"StatusItems\":{},\"FullReport\":false}", false), ("{\"StatusItems\":{}}", false),
        ("{\"StatusItems\":{\"FullReport\":true},\"FullReport\":false}", true),
        ("{\"StatusItems\":{},\"FullReport\":1}", false), ("{\"StatusItems\":{\"FullReport\":\"true\"}}", false),
        ("{\"FullReport\":true}", false), ("{\"StatusItems\":[],\"FullReport\":true}", false),
    ])
    func aFullReportIsOneThatSaysSoAndCanBeRead(json: String, isFull: Bool) throws {
        let report = try report(json)
        #expect(report.isFullReport == isFull)
        #expect(report.items.isEmpty)
    }

    @Test func errorsAreReadAndBadOnesNoted() throws {
        let report = try report(
            """
            {"StatusItems":{},"Errors":[{"StatusItem":"a.b","Reasons":[{"Code":"C","Description":"D","Details":{"k":1}},
             {"Description":"no code"}]},7,{"Reasons":[]},{"StatusItem":"c"}]}
            """)
        #expect(
            report.errors == [
                StatusItemError(
                    statusItem: "a.b", reasons: [StatusReason(code: "C", description: "D", details: ["k": 1])]),
                StatusItemError(statusItem: "c"),
            ])
        #expect(report.faults.map(\.path) == ["Errors[1]", "Errors[2]"])
    }

    @Test func partsOfTheWrongTypeAreNotedAndTheRestCounts() throws {
        let report = try report("{\"StatusItems\":\"x\",\"Errors\":{},\"FullReport\":\"y\"}")
        #expect(Set(report.faults.map(\.path)) == ["StatusItems", "Errors"])
        let other = try self.report("{\"StatusItems\":{\"softwareupdate\":\"odd\",\"device\":null},\"FullReport\":3}")
        #expect(other.items == ["softwareupdate": "odd", "device": .null])
        #expect(other.faults.map(\.path) == ["FullReport"])
    }

    @Test(arguments: [
        ("[]", DDMCodecError.Code.notAnObject), ("\"a\"", .notAnObject), ("", .notJSON(.truncated)),
        ("{", .notJSON(.truncated)), ("{}x", .notJSON(.trailing)), ("nonsense", .notJSON(.syntax)),
    ])
    func anEnvelopeThatCannotBeReadIsRefused(json: String, code: DDMCodecError.Code) {
        #expect(throws: DDMCodecError(code, "")) { try report(json) }
    }

    @Test func replacedCharactersAreCounted() throws {
        #expect(try report("{\"StatusItems\":{\"a\":\"\\u0000\"}}").replacedNULs == 1)
    }

    @Test func whatIsWrittenIsReadBack() throws {
        var items = [String: JSONValue](uniqueKeysWithValues: StatusItemName.allCases.map { ($0.rawValue, ["k": [1]]) })
        items["content-cache.a.b"] = 1
        items["single"] = []
        let sent = StatusReport(
            items: items, errors: [StatusItemError(statusItem: "x.y", reasons: [StatusReason(code: "C")])],
            isFullReport: true)
        #expect(try StatusReport(json: sent.json()) == sent)
        let nested = try JSONValue(json: sent.json())
        #expect(nested.value(at: "StatusItems.softwareupdate.install-state") == ["k": [1]])
    }

    @Test func anItemWithinAnotherIsNotLost() throws {
        let items: [String: JSONValue] = ["a": 1, "a.b": 2, "a.b.c": 3, "": 4, ".": 5, "x..y": 6]
        #expect(try StatusReport(json: StatusReport(items: items).json()).items == items)
    }

    @Test(arguments: ["management.declarations.", "FullReport.x", "passcode.is-present.x", ".softwareupdate.x"])
    func aNameThatWouldBeReadAsPartOfAnotherWasLost(name: String) throws {
        let items: [String: JSONValue] = [name: 1]
        #expect(try StatusReport(json: StatusReport(items: items).json()).items == items)
    }

    @Test func aNameOfManyDotsMadeAReportTooDeepOrOverflowedTheStack() throws {
        let items: [String: JSONValue] = [String(repeating: ".", count: 200): 1]
        #expect(try StatusReport(json: StatusReport(items: items).json()).items == items)
        #expect(!StatusReport(items: [String(repeating: ".", count: 200_000): 1]).json().isEmpty)
    }

    @Test func aLongKeyAboveManyItemsWasCopiedForEachOfThem() throws {
        let members = (0..<1_000).map { "\"\($0)\":1" }.joined(separator: ",")
        let name = String(repeating: "n", count: 100_000)
        let items = "{\"\(name)\":{\(members)},\"x\":1}"
        let report = try report("{\"StatusItems\":\(items),\"Errors\":[{\"StatusItem\":\"\(name)\"}]}")
        #expect(report.items == ["x": 1])
        #expect(report.errors.isEmpty)
        #expect(report.faults.map(\.path) == ["StatusItems", "Errors[0]"])
    }

    @Test func anItemBelowAnEmptyKeyWasTakenForAnother() throws {
        let items = "{\"\":{\"softwareupdate.install-state\":\"failed\",\"FullReport\":true}}"
        let report = try report("{\"StatusItems\":\(items)}")
        #expect(report.items == [".softwareupdate.install-state": "failed", ".FullReport": true])
    }

    @Test(arguments: 0..<100)
    func reportsOfASeedAreReadBack(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var items: [String: JSONValue] = [:]
        for name in StatusItemName.allCases where Bool.random(using: &random) {
            items[name.rawValue] = JSONValue.random(depth: 4, using: &random)
        }
        #expect(try StatusReport(json: StatusReport(items: items).json()).items == items)
    }

    @Test func noKnownNameRunsThroughAnother() {
        for one in StatusItemName.allCases {
            for other in StatusItemName.allCases { #expect(!other.rawValue.hasPrefix(one.rawValue + ".")) }
        }
    }
}
