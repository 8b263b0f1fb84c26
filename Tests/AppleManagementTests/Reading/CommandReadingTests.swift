import AppleMDM
import AppleManagement
import RatchetCore
import Testing

@Suite("Reading check-ins and answers to commands")
struct CommandReadingTests {
    @Test func `Authenticate tells what the device is and runs`() throws {
        var message = Authenticate(identity: EnrolmentIdentity(device: .udid("U")), topic: "t")
        #expect([Observation](message).isEmpty)
        (message.osVersion, message.buildVersion, message.productName) = ("26.3", "25D125", "Mac14,7")
        (message.serialNumber, message.deviceName) = ("C02", "Anna's Mac")
        #expect(
            [Observation](message) == [
                .productName("Mac14,7"), .serialNumber("C02"), .deviceName("Anna's Mac"),
                .osVersion(try #require(OSVersion("26.3"))), .build("25D125"),
            ])
        message.osVersion = "twenty-six"
        #expect(![Observation](message).contains { if case .osVersion = $0 { true } else { false } })
    }

    @Test func `DeviceInformation tells the feed's key, supervision and the improvement`() throws {
        var answer = DeviceInformationResponse()
        #expect([Observation](answer).isEmpty, "what was not answered is not known")
        (answer.osVersion, answer.buildVersion) = ("26.3.1", "25D2128")
        (answer.supplementalBuildVersion, answer.supplementalOSVersionExtra) = ("25D771280a", "(a)")
        (answer.isSupervised, answer.awaitingConfiguration) = (true, false)
        (answer.softwareUpdateDeviceID, answer.timeZone) = ("J413AP", "Europe/Berlin")
        #expect(
            [Observation](answer) == [
                .osVersion(try #require(OSVersion("26.3.1"))), .build("25D2128"), .supplementalBuild("25D771280a"),
                .supplementalLetter("(a)"), .supervised(true), .awaitingConfiguration(false),
                .timeZone("Europe/Berlin"), .queriedFeedKey(FeedKey("J413AP")),
            ])
        answer.softwareUpdateDeviceID = ""
        #expect(![Observation](answer).contains { if case .queriedFeedKey = $0 { true } else { false } })
    }

    @Test func `SecurityInfo tells of a passcode`() {
        var answer = SecurityInfoResponse()
        answer.passcodePresent = true
        #expect([Observation](answer) == [.passcodePresent(true)])
    }
}
