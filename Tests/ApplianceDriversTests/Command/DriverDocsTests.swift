import ApplianceDrivers
import Foundation
import Ports
import RatchetCore
import TestSupport
import Testing

/// docs/drivers.md is all that somebody needs to write a driver, so what stands there is run.
struct DriverDocsTests {
    private let page: String

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        page = try String(contentsOf: root.appending(path: "docs/drivers.md"), encoding: .utf8)
    }

    /// The text of the block that begins with this line.
    private func block(_ fence: String) throws -> String {
        let opening = try #require(page.range(of: "```\(fence)\n"))
        let closing = try #require(page.range(of: "\n```\n", range: opening.upperBound..<page.endIndex))
        return String(page[opening.upperBound..<closing.lowerBound])
    }

    @Test(arguments: DriverVerb.allCases) func `the answer shown for each verb can be read`(verb: DriverVerb) throws {
        guard case .answer = try AnswerReader.read(Data(block("json \(verb.rawValue)").utf8), for: verb) else {
            Issue.record("\(verb.rawValue) shows no answer")
            return
        }
    }

    @Test func `the driver in Python does what its page says`() async throws {
        let house = try ScriptHouse()
        let file = house.executables.appending(path: "driver.py")
        try Data(block("python").utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        for verb in DriverVerb.allCases {
            let link = house.executables.appending(path: verb.rawValue).path
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "driver.py")
        }
        let settings = house.directory.path("appliance.json")
        try Data(#"{"base": "6.2.0", "product": "22.2.1"}"#.utf8).write(to: URL(filePath: settings))
        let appliance = DrivenAppliance(id: ApplianceID("alpha"), name: "Alpha", address: settings)
        func perform(_ request: DriverCall.Request) async -> DriverOutcome {
            await house.driver.perform(house.call(request), on: appliance) { _ in }
        }

        guard case .answered(.backup(let backup)) = await perform(.backup) else {
            Issue.record("no backup")
            return
        }
        #expect(backup.isVerified)
        #expect(
            await perform(.stage(DriverCall.Request.package))
                == .answered(.staged(sha256: DriverCall.Request.package.sha256)))
        #expect(await perform(.install) == .answered(.installed))
        #expect(await product(perform(.inventory)) == "22.4.1")
        #expect(await perform(.restore(backup)) == .answered(.restored))
        #expect(await product(perform(.inventory)) == "22.2.1")
        #expect(await perform(.exportCertificate).reason == "this appliance has no certificate")
        guard case .answered(.health(let health)) = await perform(.health),
            case .answered(.supportBundle) = await perform(.supportBundle)
        else {
            Issue.record("no health, or no bundle")
            return
        }
        #expect(health.alarms == [] && health.freeBytes != nil)
    }

    @Test func `the verb in sh does what its page says`() async throws {
        let house = try ScriptHouse()
        let file = house.executables.appending(path: "health")
        try Data(block("shell").utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        guard case .answered(.health(let health)) = await house.perform(.health) else {
            Issue.record("no health")
            return
        }
        #expect(health.freeBytes ?? 0 > 0)
    }

    private func product(_ outcome: DriverOutcome) -> String? {
        guard case .answered(.inventory(let inventory)) = outcome else { return nil }
        return inventory.installed.product?.text
    }
}
