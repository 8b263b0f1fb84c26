import AppleMDM
import Foundation
import Testing

@testable import FleetSimulator

@Suite("Commands")
struct CommandTests {
    private func answer(_ command: MDMCommand, _ walker: Walker) -> DeviceReport {
        CommandAnswers(device: walker.device).answer(to: CommandEnvelope(commandUUID: "C", command: command))
    }

    private func information(_ walker: Walker) throws -> DeviceInformationResponse {
        let command = MDMCommand.deviceInformation(.init(queries: DeviceInformationQuery.all))
        return try #require(answer(command, walker).queryResponses)
    }

    @Test("a Mac answers what Macs know")
    func mac() throws {
        let response = try information(try Walker())
        #expect(response.productName == "Mac14,2")
        #expect(response.softwareUpdateDeviceID == "J413AP")
        #expect(response.isAppleSilicon == true)
        #expect(response.timeZone != nil)
        #expect(response.supplementalBuildVersion == "25D2128")
        #expect(response.supplementalOSVersionExtra == nil)
    }

    @Test("macOS 15 does not know its time zone")
    func olderMac() throws {
        #expect(try information(try Walker(from: "15.7.4", build: "24G517")).timeZone == nil)
    }

    @Test("OS 27 no longer tells the update id")
    func newest() throws {
        #expect(try information(try Walker(from: "27.0", build: "26A1")).softwareUpdateDeviceID == nil)
    }

    @Test("an iPhone leaves out what only Macs know, an Apple TV its battery and update id")
    func handheld() throws {
        let phone = try information(try Walker(model: "iPhone17,1", from: "26.3.1", build: "23D8133"))
        #expect(phone.isAppleSilicon == nil && phone.hasBattery == nil)
        #expect(phone.softwareUpdateDeviceID == "iPhone17,1")
        let television = try information(try Walker(model: "AppleTV14,1", from: "26.3", build: "23K620"))
        #expect(television.softwareUpdateDeviceID == nil && television.batteryLevel == nil)
    }

    @Test("only what is asked for is answered")
    func onlyAsked() throws {
        let response = answer(.deviceInformation(.init(queries: [.osVersion])), try Walker()).queryResponses
        var expected = DeviceInformationResponse()
        expected.osVersion = "26.3.1"
        #expect(response == expected)
    }

    @Test("an unknown command is a format error")
    func unknown() throws {
        let report = answer(.unknown(requestType: "EraseEverything"), try Walker())
        #expect(report.status == .commandFormatError)
        #expect(!report.errorChain.isEmpty)
    }

    @Test("commands are taken one after another until there are none")
    func queue() throws {
        var walker = try Walker()
        try walker.pass(10)
        walker.server.order(.deviceInformation(.init(queries: [.osVersion])))
        walker.server.order(.securityInfo(.init()))
        walker.server.order(.deviceConfigured(.init()))
        try walker.push()
        #expect(walker.server.requests.suffix(4) == ["Idle", "Acknowledged", "Acknowledged", "Acknowledged"])
        #expect(walker.server.results.map(\.commandUUID) == ["C1", "C2", "C3"])
    }

    @Test("DeclarativeManagement with data that cannot be read is an error, and no synchronisation")
    func badData() throws {
        var walker = try Walker()
        try walker.pass(10)
        walker.server.order(.declarativeManagement(.init(data: Data("{}".utf8))))
        try walker.push()
        #expect(walker.server.results.map(\.status) == [.error])
        #expect(walker.device.declarative == nil)
    }
}
