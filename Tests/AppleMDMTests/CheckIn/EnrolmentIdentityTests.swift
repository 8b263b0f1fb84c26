import AppleMDM
import Foundation
import Testing

@Suite struct EnrolmentIdentityTests {
    private func identity(_ fields: String) throws -> EnrolmentIdentity {
        let plist = xml("<dict><key>MessageType</key><string>CheckOut</string>\(fields)</dict>")
        return try #require(try CheckInMessage(plist: plist).identity)
    }

    @Test func aUDIDAloneIsTheDeviceChannel() throws {
        let identity = try identity("<key>UDID</key><string>U</string>")
        #expect(identity == EnrolmentIdentity(device: .udid("U")))
        #expect(identity.channel == .device)
        #expect(!identity.isUserChannel)
        #expect(identity.deviceIdentifier == "U")
    }

    @Test func anEnrollmentIDAloneIsTheDeviceChannelOfAUserEnrolment() throws {
        let identity = try identity("<key>EnrollmentID</key><string>E</string>")
        #expect(identity.device == .enrollmentID("E"))
        #expect(identity.channel == .device)
    }

    @Test func aUserIDMakesAUserChannel() throws {
        let identity = try identity(
            """
            <key>UDID</key><string>U</string><key>UserID</key><string>P</string>
            <key>UserShortName</key><string>pat</string><key>UserLongName</key><string>Pat Q</string>
            """)
        #expect(identity.channel == .user("P"))
        #expect(identity.userShortName == "pat")
        #expect(identity.userLongName == "Pat Q")
        #expect(!identity.isSharedIPad)
    }

    @Test func anEnrollmentUserIDMakesAUserChannel() throws {
        let identity = try identity(
            "<key>EnrollmentID</key><string>E</string><key>EnrollmentUserID</key><string>P</string>")
        #expect(identity.user == .enrollmentUserID("P"))
        #expect(identity.channel == .user("P"))
    }

    @Test func onASharedIPadTheShortNameTellsUsersApart() throws {
        let shared =
            "<key>UDID</key><string>U</string><key>UserID</key><string>\(EnrolmentIdentity.sharedIPadUserID)</string>"
        let identity = try identity(shared + "<key>UserShortName</key><string>pat@example.org</string>")
        #expect(identity.isSharedIPad)
        #expect(identity.channel == .user("pat@example.org"))
        #expect(throws: MDMCodecError(.missingKey("UserShortName"), "")) { try self.identity(shared) }
    }

    @Test(arguments: ["", "<key>UDID</key><string></string>", "<key>UserID</key><string>P</string>"])
    func aMessageWithoutADeviceIsRefused(fields: String) {
        #expect(throws: MDMCodecError(.missingKey("UDID"), "")) { try identity(fields) }
    }

    @Test func anIdentifierThatIsNoTextIsRefused() {
        #expect(throws: MDMCodecError(.wrongType("UDID"), "")) { try identity("<key>UDID</key><integer>7</integer>") }
    }
}
