import AppleMDM
import CMS
import Foundation
import Testing

@testable import FleetSimulator

@Suite("The profile that a device holds")
struct HeldProfileTests {
    @Test func `a profile says who manages the device, where, and how its messages are proven`() throws {
        let profile = try HeldProfile(reading: SampleProfile.make())
        #expect(profile.topic == SampleProfile.topic)
        #expect(profile.url(of: .checkIn) == "https://mdm.example.org/mdm/checkin")
        #expect(profile.url(of: .connect) == "https://mdm.example.org/mdm/connect")
        #expect(profile.signsMessages && profile.takesBootstrapTokens)
        #expect(profile.order.commonName == "device" && profile.order.challenge == "a-challenge")
    }

    @Test func `without a check-in address, check-in messages go to the server's`() throws {
        let profile = try HeldProfile(reading: SampleProfile.make { $0.management.checkInURL = nil })
        #expect(profile.url(of: .checkIn) == "https://mdm.example.org/mdm/connect")
    }

    @Test func `a signed profile is the profile in it`() throws {
        let authority = try StandInAuthority(name: "signs")
        let plain = SampleProfile.make()
        let signed = try SignedMessage.sign(plain, as: authority.identity, at: Date())
        #expect(try HeldProfile(reading: signed) == HeldProfile(reading: plain))
    }

    @Test(
        arguments: [
            { $0.management.identityCertificateUUID = "another" }, { $0.management.topic = "org.example" },
            { $0.management.serverURL = "http://mdm.example.org/mdm" }, { $0.management.checkInURL = "ftp://x/y" },
            { $0.management.accessRights = [] },
            { $0.changeSCEP { $0.keySize = 1_024 } },
        ] as [@Sendable (inout EnrolmentProfile) -> Void])
    func `a profile that makes no sense is not taken`(_ change: @Sendable (inout EnrolmentProfile) -> Void) {
        #expect(throws: ProfileFault.self) { try HeldProfile(reading: SampleProfile.make(change: change)) }
    }

    @Test(arguments: [Data(), Data("<html>".utf8), Data([0x30, 0x03, 0x02, 0x01, 0x00])])
    func `what is no profile is not taken`(_ bytes: Data) {
        #expect(throws: ProfileFault.self) { try HeldProfile(reading: bytes) }
    }

    @Test(
        arguments: [
            { $0.header.identifier = "org.other" }, { $0.management.header.identifier = "org.other" },
            { $0.management.topic = "com.apple.mgmt.other" }, { $0.management.serverURL = "https://other.example/mdm" },
            { $0.management.checkInURL = "https://other.example/mdm" },
            { $0.management.serverCapabilities = [MDMPayload.bootstrapToken] },
            { $0.management.accessRights.insert(.eraseDevice) },
            { $0.changeSCEP { $0.header.identifier = "org.other" } },
        ] as [@Sendable (inout EnrolmentProfile) -> Void])
    func `what can never change is an objection to a successor`(
        _ change: @Sendable (inout EnrolmentProfile) -> Void
    ) throws {
        let held = try HeldProfile(reading: SampleProfile.make())
        #expect(held.objection(to: try HeldProfile(reading: SampleProfile.make(change: change))) != nil)
    }

    @Test func `a successor may have another challenge and fewer rights`() throws {
        let held = try HeldProfile(reading: SampleProfile.make())
        let successor = SampleProfile.make(challenge: "another") { $0.management.accessRights.remove(.querySecurity) }
        #expect(held.objection(to: try HeldProfile(reading: successor)) == nil)
    }

    @Test func `neither the challenge nor the private key is in a description`() throws {
        let profile = try HeldProfile(reading: SampleProfile.make(challenge: "secret-word"))
        let credentials = DeviceCredentials(certificate: Data("c".utf8), privateKey: Data("secret-key".utf8))
        let management = DeviceManagement(profile: profile, credentials: credentials)
        var text = "\(management)"
        dump(management, to: &text)
        #expect(!text.contains("secret-word"))
        #expect(!text.contains(credentials.privateKey.base64EncodedString()) && !text.contains("secret-key"))
    }
}
