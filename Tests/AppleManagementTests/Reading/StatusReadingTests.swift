import AppleDDM
import AppleManagement
import Foundation
import RatchetCore
import Testing

@Suite("Reading status reports")
struct StatusReadingTests {
    private func read(_ items: String) throws -> ReadStatus {
        ReadStatus(try StatusReport(json: Data("{\"StatusItems\":\(items)}".utf8)))
    }

    @Test func `the system: version first, whatever the report's order`() throws {
        let read = try read(
            """
            {"device":{"operating-system":{"build-version":"25D2128","version":"26.3.1",
             "supplemental":{"extra-version":"a","build-version":"25D771280a"}}}}
            """)
        #expect(
            read.observations == [
                .osVersion(try #require(OSVersion("26.3.1"))), .build("25D2128"), .supplementalBuild("25D771280a"),
                .supplementalLetter("a"),
            ])
        #expect(read.unreadable.isEmpty)
    }

    @Test func `capabilities of all four kinds`() throws {
        let read = try read(
            """
            {"management":{"client-capabilities":{"supported-versions":["1.0.0"],"supported-features":{},
             "supported-payloads":{"declarations":{"activations":["com.apple.activation.simple"],"assets":["com.apple.asset.data"],
             "configurations":["com.apple.configuration.softwareupdate.enforcement.specific"],
             "management":["com.apple.management.organization-info"]},"status-items":["softwareupdate.install-state"]}}}}
            """)
        let wanted = Capabilities(
            declarationTypes: [
                "com.apple.activation.simple", "com.apple.asset.data", "com.apple.management.organization-info",
                Capabilities.enforcementType,
            ], statusItems: ["softwareupdate.install-state"])
        #expect(read.observations == [.capabilities(wanted)])
    }

    @Test func `how a declaration is judged, with what the details say`() throws {
        let read = try read(
            """
            {"management":{"declarations":{"activations":[],"assets":[],"management":[],"configurations":[
             {"identifier":"ours","server-token":"t","active":false,"valid":"invalid","reasons":[
              {"code":"Error.ConfigurationCannotBeApplied","description":"Configuration cannot be applied",
               "details":{"Error":"target OS version (15.7) is older than current version (15.7.7)"}}]},
             {"identifier":"other","server-token":"u","active":true,"valid":"valid"}]}}}
            """)
        guard case .declarations(let list)? = read.observations.first else { Issue.record("no declarations"); return }
        #expect(list.map(\.identifier) == ["ours", "other"] && list[0].saysAlreadyThere && !list[1].saysAlreadyThere)
        #expect(list[0].reasons.first?.text.contains("Configuration cannot be applied") == true)
        #expect(list[1].isActive && list[1].validity == .valid && list[1].reasons.isEmpty)
    }

    @Test(arguments: ["none", "waiting", "downloading", "prepared", "installing", "failed", "verifying"])
    func `every install state, unknown ones too`(_ word: String) throws {
        #expect(
            try read("{\"softwareupdate\":{\"install-state\":\"\(word)\"}}").observations == [
                .installState(RatchetCore.InstallState(word))
            ])
    }

    @Test func `what is pending, why, and what failed`() throws {
        let read = try read(
            """
            {"softwareupdate":{"pending-version":{"os-version":"26.4","build-version":"25E246",
              "softwareupdate.target-local-date-time":"2026-04-10T12:30:00"},
             "install-reason":{"reason":["declaration","auto-update"],"declaration-id":"ours"},
             "failure-reason":{"count":2,"reason":"not enough space","timestamp":"2026-04-01T00:00:00Z"},
             "device-id":"J413AP"}}
            """)
        #expect(
            read.observations == [
                .statusFeedKey(FeedKey("J413AP")),
                .pendingVersion(
                    RatchetCore.PendingVersion(
                        version: "26.4", build: "25E246", targetLocalDateTime: "2026-04-10T12:30:00")),
                .installReason(
                    RatchetCore.InstallReason(reasons: ["declaration", "auto-update"], declarationID: "ours")),
                .failure(UpdateFailure(count: 2, reason: "not enough space", timestamp: "2026-04-01T00:00:00Z")),
            ])
    }

    @Test(arguments: [("supervised", true), ("device", false), ("user", false), ("none", false)])
    func `supervision from the enrolment's type`(_ word: String, _ isSupervised: Bool) throws {
        #expect(try read("{\"mdm\":{\"enrollment-type\":\"\(word)\"}}").observations == [.supervised(isSupervised)])
    }

    @Test func `the rest of the inventory`() throws {
        let read = try read(
            """
            {"mdm":{"is-awaiting-configuration":true},"passcode":{"is-present":true},
             "device":{"model":{"identifier":"Mac14,7"},"identifier":{"serial-number":"C02"}}}
            """)
        #expect(
            read.observations == [
                .awaitingConfiguration(true), .passcodePresent(true), .productName("Mac14,7"), .serialNumber("C02"),
            ])
    }

    @Test(arguments: [
        ("softwareupdate.install-state", "7"), ("softwareupdate.failure-reason", "{\"count\":\"two\"}"),
        ("softwareupdate.pending-version", "[]"), ("softwareupdate.install-reason", "\"declaration\""),
        ("softwareupdate.device-id", "\"\""), ("device.operating-system.version", "\"twenty-six\""),
        ("device.operating-system.build-version", "{}"), ("management.declarations", "false"),
        ("management.client-capabilities", "{}"), ("mdm.enrollment-type", "\"sudo\""),
        ("mdm.is-awaiting-configuration", "\"yes\""), ("passcode.is-present", "1"),
        ("device.model.identifier", "null"),
    ])
    func `an item of a wrong type is noted, and leaves the others alone`(_ name: String, _ value: String) throws {
        let other = name == "device.identifier.serial-number" ? "x" : "device.identifier.serial-number"
        let read = try read("{\"\(name)\":\(value),\"\(other)\":\"C02\"}")
        #expect(read.unreadable.map(\.name) == [name])
        #expect(read.observations == [.serialNumber("C02")])
    }

    @Test func `what could not be read of the update's status is said, so that it can be kept`() throws {
        let read = try read("{\"softwareupdate\":{\"install-state\":7},\"management\":{\"declarations\":0},\"mdm\":7}")
        #expect(read.unreadableParts == [.installState, .declarations])
    }

    @Test func `items that Apple adds are passed over`() throws {
        let read = try read("{\"softwareupdate\":{\"mood\":\"fine\"},\"content-cache\":{\"x\":1}}")
        #expect(read.observations.isEmpty && read.unreadable.isEmpty)
    }
}
