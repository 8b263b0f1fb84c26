import AppleMDM
import Foundation
import Testing

@Suite struct DeviceReportTests {
    private func report(_ fields: String) throws -> DeviceReport {
        try DeviceReport(plist: xml("<dict><key>UDID</key><string>U-1</string>\(fields)</dict>"))
    }

    private func acknowledged(_ fields: String) throws -> DeviceReport {
        try report("<key>Status</key><string>Acknowledged</string><key>CommandUUID</key><string>C</string>" + fields)
    }

    @Test func aPollHasNoCommand() throws {
        #expect(try report("<key>Status</key><string>Idle</string>") == DeviceReport(identity: .sample, status: .idle))
    }

    @Test(arguments: [
        ("Idle", CommandStatus.idle, false), ("Acknowledged", .acknowledged, true), ("Error", .error, true),
        ("CommandFormatError", .commandFormatError, true), ("NotNow", .notNow, false),
        ("Later", .unknown("Later"), false),
    ])
    func everyStatusIsKnownByItsSpelling(text: String, status: CommandStatus, isFinal: Bool) throws {
        #expect(try report("<key>Status</key><string>\(text)</string>").status == status)
        #expect(status.text == text)
        #expect(status.isFinal == isFinal)
    }

    @Test func aReportWithoutStatusIsRefused() {
        #expect(throws: MDMCodecError(.missingKey("Status"), "")) { try report("") }
    }

    @Test func anErrorChainIsReadTopmostFirst() throws {
        let chain = """
            <key>ErrorChain</key><array>
            <dict><key>ErrorCode</key><integer>12021</integer><key>ErrorDomain</key><string>MCMDMErrorDomain</string>
            <key>LocalizedDescription</key><string>Unbekannt</string>
            <key>USEnglishDescription</key><string>Unknown</string></dict>
            <dict><key>ErrorCode</key><integer>-1</integer></dict></array>
            """
        let report = try acknowledged(chain)
        #expect(
            report.errorChain == [
                ErrorChainEntry(
                    errorCode: 12021, errorDomain: "MCMDMErrorDomain", localizedDescription: "Unbekannt",
                    usEnglishDescription: "Unknown"), ErrorChainEntry(errorCode: -1, errorDomain: nil),
            ])
        #expect(report.unreadableKeys.isEmpty)
    }

    @Test func aBadEntryOfAChainCostsOnlyItself() throws {
        let chain = """
            <key>ErrorChain</key><array><string>x</string><dict><key>ErrorCode</key><string>one</string></dict>
            <dict><key>ErrorCode</key><integer>3</integer></dict></array>
            """
        let report = try acknowledged(chain)
        #expect(report.errorChain == [ErrorChainEntry(errorCode: 3, errorDomain: nil)])
        #expect(report.unreadableKeys == ["ErrorChain"])
    }

    @Test func aLongChainIsCut() throws {
        let entry = "<dict><key>ErrorCode</key><integer>1</integer></dict>"
        let report = try acknowledged("<key>ErrorChain</key><array>\(String(repeating: entry, count: 500))</array>")
        #expect(report.errorChain.count == 32)
    }

    @Test func deviceInformationIsReadWhole() throws {
        var sent = DeviceReport(identity: .sample, status: .acknowledged, commandUUID: "C")
        sent.queryResponses = Self.everything
        #expect(try DeviceReport(plist: sent.plist()) == sent)
        #expect(Set(fields(of: sent, "QueryResponses").keys) == Set(DeviceInformationQuery.all.map(\.rawValue)))
    }

    @Test func aFieldOfTheWrongTypeCostsOnlyItself() throws {
        let report = try acknowledged(
            """
            <key>QueryResponses</key><dict><key>OSVersion</key><string>26.4</string>
            <key>BatteryLevel</key><string>full</string><key>IsSupervised</key><integer>1</integer>
            <key>TimeZone</key><array/><key>DeviceCapacity</key><real>nan</real>
            <key>AvailableDeviceCapacity</key><integer>12</integer><key>Extra</key><date>2026-01-01T00:00:00Z</date></dict>
            <key>SecurityInfo</key><dict><key>PasscodePresent</key><true/><key>FDE_Enabled</key><string>y</string>
            <key>ManagementStatus</key><dict><key>EnrolledViaDEP</key><string>?</string></dict></dict>
            """)
        #expect(report.queryResponses?.osVersion == "26.4")
        #expect(report.queryResponses?.availableDeviceCapacity == 12)
        #expect(report.queryResponses?.batteryLevel == nil)
        #expect(report.securityInfo?.passcodePresent == true)
        #expect(
            Set(report.unreadableKeys) == [
                "QueryResponses.BatteryLevel", "QueryResponses.IsSupervised", "QueryResponses.TimeZone",
                "QueryResponses.DeviceCapacity", "SecurityInfo.FDE_Enabled",
                "SecurityInfo.ManagementStatus.EnrolledViaDEP",
            ])
    }

    @Test func resultsThatAreNoDictionariesAreNoted() throws {
        let report = try acknowledged("<key>QueryResponses</key><string>x</string><key>ErrorChain</key><true/>")
        #expect(report.queryResponses == nil)
        #expect(Set(report.unreadableKeys) == ["QueryResponses", "ErrorChain"])
    }

    @Test(arguments: ["allowed", "disallowed", "not supported", "perhaps"])
    func securityInfoIsReadBack(use: String) throws {
        var info = SecurityInfoResponse()
        info.bootstrapTokenAllowedForAuthentication = .init(use)
        info.bootstrapTokenRequiredForSoftwareUpdate = true
        (info.passcodePresent, info.fdeEnabled) = (false, true)
        info.managementStatus = .init()
        info.managementStatus?.enrolledViaDEP = true
        var sent = DeviceReport(identity: .sample, status: .acknowledged, commandUUID: "C")
        sent.securityInfo = info
        #expect(try DeviceReport(plist: sent.plist()) == sent)
        #expect(info.bootstrapTokenAllowedForAuthentication?.text == use)
    }

    static let everything: DeviceInformationResponse = {
        var all = DeviceInformationResponse()
        (all.osVersion, all.buildVersion, all.supplementalBuildVersion) = ("26.3.1", "25D2128", "25D771280a")
        (all.supplementalOSVersionExtra, all.productName, all.modelName) = ("(a)", "Mac14,7", "MacBook Pro")
        (all.model, all.isAppleSilicon, all.isSupervised) = ("Mac14,7", true, false)
        (all.availableDeviceCapacity, all.deviceCapacity, all.batteryLevel) = (101.25, 494.38, -1)
        (all.hasBattery, all.timeZone, all.awaitingConfiguration) = (true, "Europe/Berlin", false)
        (all.deviceName, all.serialNumber, all.udid) = ("Pat & <co>", "C02", "U-1")
        all.softwareUpdateDeviceID = "J413AP"
        return all
    }()

    private func fields(of report: DeviceReport, _ key: String) -> [String: PlistNode] {
        guard case .dictionary(let fields) = report.plistFields[key] else { return [:] }
        return fields
    }

    @Test(arguments: [0x80, 0xC3, 0xED, 0xF5, 0xF8, 0xFF])
    func anOctetThatIsNoTextEndedTheProcess(octet: UInt8) throws {
        let text = xml(
            """
            <dict><key>UDID</key><string>U</string><key>Status</key><string>Error</string>
            <key>CommandUUID</key><string>?!</string>
            <key>ErrorChain</key><array><dict><key>ErrorCode</key><integer>?</integer></dict></array></dict>
            """)
        // The heading has question marks of its own.
        let start = try #require(text.range(of: Data("<dict>".utf8))).lowerBound
        let broken = text[..<start] + Data(text[start...].map { $0 == UInt8(ascii: "?") ? octet : $0 })
        let report = try DeviceReport(plist: broken)
        #expect(report.commandUUID == "\u{FFFD}!")
        #expect(report.errorChain.isEmpty && report.unreadableKeys == ["ErrorChain"])
    }
}
