import AppleDDM
import Foundation
import Testing

@Suite struct StatusItemValueTests {
    private func readBack<Item: StatusItemValue>(_ item: Item) {
        #expect(Item.read(item.json) == .value(item))
    }

    @Test(arguments: ["none", "waiting", "downloading", "prepared", "installing", "failed", "dreaming", ""])
    func everyInstallStateIsReadBack(text: String) {
        #expect(InstallState(text).text == text)
        readBack(InstallState(text))
    }

    @Test func itemsAreReadBack() {
        readBack(InstallReason(causes: []))
        readBack(InstallReason(causes: [.declaration, .installTonight, .unknown("new")], declarationID: "d"))
        readBack(PendingVersion.nothing)
        readBack(PendingVersion(osVersion: "26.4", buildVersion: "25E246", targetLocalDateTime: "2026-12-01T18:00:00"))
        readBack(FailureReason(count: 0))
        readBack(FailureReason(count: 3, reason: "space", timestamp: "2026-12-01T18:00:00Z"))
    }

    @Test(arguments: [
        "system-settings", "install-tonight", "auto-update", "notification", "setup-assistant", "command-line", "mdm",
        "declaration", "other",
    ])
    func everyCauseIsKnownByItsSpelling(text: String) {
        #expect(InstallReason.Cause(text).text == text)
        #expect((InstallReason.Cause(text) == .unknown(text)) == (text == "other"))
    }

    @Test func bothSpellingsOfTheDateAreRead() {
        for key in ["target-local-date-time", "softwareupdate.target-local-date-time"] {
            let json = JSONValue.object(["os-version": "26.4", "build-version": "b", key: "t"])
            #expect(PendingVersion.read(json).value?.targetLocalDateTime == "t")
        }
        #expect(PendingVersion.read(["os-version": "", "build-version": ""]).value?.isNothing == true)
        let odd: JSONValue = ["os-version": "26.4", "target-local-date-time": 7]
        #expect(PendingVersion.read(odd).value == PendingVersion(osVersion: "26.4", buildVersion: ""))
    }

    @Test(arguments: [
        JSONValue.null, true, 1, "x", [], ["count": "1"], ["count": -1], ["os-version": 26], ["reason": "mdm"],
    ])
    func aValueOfTheWrongTypeIsUnreadableWithAReason(json: JSONValue) {
        var reasons: [String] = []
        if case .unreadable(let reason) = InstallReason.read(json) { reasons.append(reason) }
        if case .unreadable(let reason) = PendingVersion.read(json) { reasons.append(reason) }
        if case .unreadable(let reason) = FailureReason.read(json) { reasons.append(reason) }
        if case .unreadable(let reason) = ClientCapabilities.read(json) { reasons.append(reason) }
        #expect(reasons.count == 4)
        #expect(reasons.allSatisfy { $0.hasPrefix("expected ") && $0.contains("found ") })
    }

    @Test func aReportAnswersTypedReadings() {
        let report = StatusReport(items: [
            "softwareupdate.install-state": 7, "softwareupdate.failure-reason": ["count": 2],
            "device.operating-system.version": "26.4", "device.operating-system.family": [],
        ])
        #expect(report.reading(of: InstallState.self) == .unreadable(reason: "expected a string, found a number"))
        #expect(report.reading(of: FailureReason.self) == .value(FailureReason(count: 2)))
        #expect(report.reading(of: PendingVersion.self) == nil)
        #expect(report.text(.osVersion) == .value("26.4"))
        #expect(report.text(.osFamily)?.value == nil)
        #expect(report.text(.osBuildVersion) == nil)
    }
}
