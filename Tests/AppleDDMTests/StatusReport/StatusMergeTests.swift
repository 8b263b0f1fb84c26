import AppleDDM
import Foundation
import SeededRandom
import Testing

@Suite struct StatusMergeTests {
    private func entry(_ identifier: String, _ value: JSONValue, _ flags: [String: JSONValue] = [:]) -> JSONValue {
        .object(["identifier": .string(identifier), "v": value].merging(flags) { _, flag in flag })
    }

    private func merge(_ reported: [JSONValue], onto known: [JSONValue]?) -> JSONValue {
        StatusMerge.apply(.array(reported), onto: known.map(JSONValue.array), item: "account.list.ldap")
    }

    @Test func unknownOnesAreAddedAndKnownOnesReplacedWhole() {
        let known = [entry("a", 1, ["old": true]), entry("b", 2)]
        #expect(
            merge([entry("c", 3), entry("a", 4)], onto: known) == .array([entry("a", 4), entry("b", 2), entry("c", 3)]))
    }

    @Test(arguments: ["_removed", "removed"])
    func flaggedOnesAreDeletedAndTheFlagIsNotKept(flag: String) {
        let known = [entry("a", 1), entry("b", 2)]
        #expect(merge([entry("a", 1, [flag: true])], onto: known) == .array([entry("b", 2)]))
        #expect(merge([entry("a", 9, [flag: false])], onto: known) == .array([entry("a", 9), entry("b", 2)]))
        #expect(merge([entry("x", 1, [flag: true])], onto: known) == .array(known))
        #expect(merge([entry("x", 1, [flag: true])], onto: nil) == [])
    }

    @Test func oneRemovedAndAddedAgainKeepsItsPlace() {
        let changes = [entry("a", 0, ["_removed": true]), entry("a", 5)]
        #expect(merge(changes, onto: [entry("a", 1), entry("b", 2)]) == .array([entry("a", 5), entry("b", 2)]))
    }

    @Test func anEmptyArrayChangesNothing() {
        #expect(merge([], onto: [entry("a", 1)]) == .array([entry("a", 1)]))
    }

    @Test func arraysOfAnythingElseAreReplaced() {
        #expect(merge(["x"], onto: [entry("a", 1)]) == ["x"])
        #expect(merge([entry("a", 1), "x"], onto: [entry("b", 1)]) == .array([entry("a", 1), "x"]))
        #expect(merge([entry("a", 1)], onto: ["x"]) == .array([entry("a", 1)]))
        #expect(merge([["identifier": 7]], onto: nil) == [["identifier": 7]])
    }

    @Test func anElementRemovedAndBroughtAgainInOneReportMovedWhenItCameTwice() {
        let reported: [JSONValue] = [["identifier": "a", "removed": true], entry("a", 5), entry("b", 1)]
        let once = [entry("a", 5), entry("b", 1)]
        #expect(merge(reported, onto: nil) == .array(once))
        #expect(merge(reported, onto: once) == .array(once))
        #expect(merge(reported, onto: [entry("b", 1), entry("a", 1)]) == .array([entry("b", 1), entry("a", 5)]))
    }

    @Test func objectsAreReplacedWhole() {
        let known: JSONValue = ["os-version": "26.4", "target-local-date-time": "t"]
        let reported: JSONValue = ["os-version": "", "build-version": ""]
        #expect(StatusMerge.apply(reported, onto: known, item: StatusItemName.pendingVersion.rawValue) == reported)
    }

    @Test func listsOfDeclarationsMergeKindByKind() {
        let name = StatusItemName.declarations.rawValue
        let known: JSONValue = ["configurations": [["identifier": "a"]], "activations": [["identifier": "b"]]]
        let reported: JSONValue = ["configurations": [["identifier": "c"]]]
        let merged: JSONValue = [
            "configurations": [["identifier": "a"], ["identifier": "c"]], "activations": [["identifier": "b"]],
        ]
        #expect(StatusMerge.apply(reported, onto: known, item: name) == merged)
        #expect(StatusMerge.apply(reported, onto: nil, item: name) == reported)
    }

    /// One identifier may come under two server tokens (reference 2.3).
    @Test func everyEntryOfADeclarationIsReplacedTogether() {
        let name = StatusItemName.declarations.rawValue
        let two: JSONValue = [
            "configurations": [
                ["identifier": "a", "server-token": "1"], ["identifier": "a", "server-token": "2"], ["identifier": "b"],
            ]
        ]
        #expect(StatusMerge.apply(two, onto: ["configurations": [["identifier": "a"]]], item: name) == two)
        let one: JSONValue = ["configurations": [["identifier": "a", "server-token": "3"]]]
        let merged: JSONValue = ["configurations": [["identifier": "b"], ["identifier": "a", "server-token": "3"]]]
        #expect(StatusMerge.apply(one, onto: two, item: name) == merged)
    }

    @Test(arguments: ["_removed", "removed"])
    func aDeclarationThatIsFlaggedIsRemoved(flag: String) {
        let name = StatusItemName.declarations.rawValue
        let known: JSONValue = ["configurations": [["identifier": "a"], ["identifier": "b"]]]
        let reported: JSONValue = ["configurations": [["identifier": "a", flag: true]]]
        #expect(StatusMerge.apply(reported, onto: known, item: name) == ["configurations": [["identifier": "b"]]])
        #expect(StatusMerge.apply(reported, onto: nil, item: name) == ["configurations": []])
    }

    @Test func aReportChangesOnlyItsOwnItemsUnlessItIsFull() {
        let known: [String: JSONValue] = ["a": 1, "list": [entry("x", 1)]]
        let items: [String: JSONValue] = ["b": 2, "list": [entry("y", 2)]]
        let merged: [String: JSONValue] = ["a": 1, "b": 2, "list": [entry("x", 1), entry("y", 2)]]
        #expect(StatusMerge.apply(StatusReport(items: items), onto: known) == merged)
        #expect(StatusMerge.apply(StatusReport(items: items, isFullReport: true), onto: known) == items)
    }

    @Test(arguments: 0..<50)
    func applyingTheSameReportTwiceChangesNothingMore(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        func list() -> [JSONValue] {
            (0..<Int.random(in: 0...8, using: &random)).map { _ in
                let flags: [String: JSONValue] = Bool.random(using: &random) ? [:] : ["_removed": true]
                return entry(
                    String(Int.random(in: 0...5, using: &random)), .int(.random(in: 0...3, using: &random)), flags)
            }
        }
        // Each identifier once, as a device reports it; the same one twice may move to the end.
        var changes: [String: JSONValue] = [:]
        for change in list() { changes[change["identifier"]?.string ?? ""] = change }
        let reported = changes.sorted { $0.key < $1.key }.map(\.value)
        let once = merge(reported, onto: list())
        #expect(merge(reported, onto: once.array) == once)
    }

    @Test(arguments: [
        ("management.declarations", #"{"configurations":[]}"#, true), ("account.list.caldav", "[]", true),
        ("account.list.caldav", #"[{"identifier":"a"}]"#, true), ("device.model.family", #""Mac""#, false),
        ("softwareupdate.failure-reason", #"{"count":1}"#, false), ("device.model.family", "null", false),
    ])
    func `what does not look back is the same whatever was known`(_ name: String, _ json: String, _ looksBack: Bool)
        throws
    {
        let reported = try JSONValue(json: Data(json.utf8))
        #expect(StatusMerge.looksBack(at: name, for: reported) == looksBack)
        guard !looksBack else { return }
        let known: [JSONValue?] = [nil, "x", [["identifier": "a"]], ["configurations": [["identifier": "a"]]]]
        for known in known { #expect(StatusMerge.apply(reported, onto: known, item: name) == reported) }
    }
}
