import AppleMDM
import AppleManagement
import Foundation
import Ports
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

@Suite("Profiles and links, and what can't be changed once one is issued")
struct EnrolmentTermsTests {
    private let house: Installation

    init() throws { house = try Installation(settings: .enrolling) }

    /// The same installation with other settings.
    private func configured(_ change: (inout EnrolmentSettings) -> Void) -> StepRunner {
        var settings = Settings.enrolling
        change(&settings.enrolment)
        return StepRunner(
            store: house.store, clock: house.clock, ids: house.runner.ids, random: house.runner.random,
            secrets: OpenBox(),
            settings: settings)
    }

    private func faults(_ change: (inout EnrolmentSettings) -> Void) async throws -> [String] {
        try await configured(change).read(AdminEnrolment.overview()).faults.map(\.field)
    }

    @Test func `the first profile is issued only to one who accepts what it fixes`() async throws {
        let error = await #expect(throws: AdminProblem.self) {
            try await house.runner.perform(AdminEnrolment.profile(accepts: false))
        }
        #expect(error?.code == "terms-not-agreed" && error?.detail.contains("com.apple.mgmt.External.test") == true)
        let profile = try EnrolmentProfile(plist: await house.runner.perform(AdminEnrolment.profile(accepts: true)))
        #expect(profile.management.topic == "com.apple.mgmt.External.test")
        #expect(profile.management.serverURL == "https://updates.example.org:8443/mdm/connect")
        #expect(profile.management.checkInURL == "https://updates.example.org:8443/mdm/checkin")
        #expect(profile.management.accessRights.rawValue == 1 + 2 + 16 + 1024 + 4096)
        #expect(profile.management.signMessage && profile.management.checkOutWhenRemoved)
        #expect(profile.management.serverCapabilities == [MDMPayload.perUserConnections, MDMPayload.bootstrapToken])
        #expect(profile.management.identityCertificateUUID == profile.identity.header.uuid)
        #expect(profile.scep?.url == "https://updates.example.org:8443/scep" && profile.scep?.keySize == 2048)
        _ = try await house.runner.perform(AdminEnrolment.profile(accepts: false))
    }

    @Test func `every profile has a challenge and a name of its own, and the same identifiers`() async throws {
        let profiles = try await [true, false].asyncMap {
            try EnrolmentProfile(plist: await house.runner.perform(AdminEnrolment.profile(accepts: $0)))
        }
        #expect(Set(profiles.map(\.scep?.challenge)).count == 2)
        #expect(Set(profiles.map { $0.scep?.subject.last?.value }).count == 2)
        #expect(Set(profiles.map(\.header)).count == 1 && Set(profiles.map(\.management)).count == 1)
    }

    @Test(arguments: [
        ("http://updates.example.org", "devices.publicURL"), ("https://localhost:8443", "devices.publicURL"),
        ("https://127.0.0.1", "devices.publicURL"), ("https://192.0.2.7:8443", "devices.publicURL"),
        ("https://[2001:db8::1]", "devices.publicURL"), ("updates.example.org", "devices.publicURL"),
        ("https://updates.example.org/mdm", "devices.publicURL"), ("https://a.localhost", "devices.publicURL"),
        ("https://0x7f.1", "devices.publicURL"), ("https://updates:8443", "devices.publicURL"),
    ])
    func `an address that no fleet can be given is refused`(_ url: String, _ field: String) async throws {
        #expect(try await faults { $0.publicURL = url } == [field])
        let runner = configured { $0.publicURL = url }
        let error = await #expect(throws: AdminProblem.self) {
            try await runner.perform(AdminEnrolment.profile(accepts: true))
        }
        #expect(error?.code == "enrolment-impossible")
    }

    @Test func `without a push certificate or an address there is nothing to issue`() async throws {
        #expect(try await faults { $0.topic = nil } == ["push.certificate"])
        #expect(try await faults { $0.publicURL = nil } == ["devices.publicURL"])
        #expect(try await faults { $0.rights = [.installProfiles] } == ["enroll.accessRights"])
    }

    @Test func `once agreed, neither topic nor address nor environment may change, and rights only become fewer`()
        async throws
    {
        _ = try await house.runner.perform(AdminEnrolment.profile(accepts: true))
        #expect(try await faults { $0.topic = "com.apple.mgmt.External.other" } == ["push.certificate"])
        #expect(try await faults { $0.publicURL = "https://other.example.org" } == ["devices.publicURL"])
        #expect(try await faults { $0.usesDevelopmentPush = true } == ["push.environment"])
        #expect(try await faults { $0.rights.insert(.eraseDevice) } == ["enroll.accessRights"])
        let fewer = configured { $0.rights.remove(.manageApps) }
        let profile = try EnrolmentProfile(plist: await fewer.perform(AdminEnrolment.profile(accepts: false)))
        #expect(profile.management.accessRights.rawValue == 1 + 2 + 16 + 1024)
        #expect(try await faults { _ in } == ["enroll.accessRights"], "what was narrowed stays so")
    }

    @Test func `a trial on one machine may be given the machine's own address`() async throws {
        let trial = configured {
            $0.publicURL = "https://localhost:8443"
            $0.isTrial = true
        }
        _ = try await trial.perform(AdminEnrolment.profile(accepts: true))
    }

    private func secret(of link: NewLink) throws -> String {
        try #require(link.url.split(separator: "/").last.map(String.init))
    }

    @Test func `a link is worth one profile, and looking at it does not use it up`() async throws {
        let link = try await house.runner.perform(
            AdminEnrolment.makeLink(note: "Ada's Mac", lifetime: .hours(1), accepts: true))
        let secret = try secret(of: link)
        #expect(link.url == "https://updates.example.org:8443/enroll/\(secret)")
        for _ in 0..<2 { _ = try await house.runner.read { try EnrolmentLinkSteps.look(secret, &$0, $1) } }
        let profile = try await house.runner.perform { try EnrolmentLinkSteps.fetch(secret, &$0, $1) }
        #expect(try EnrolmentProfile(plist: profile).scep?.challenge != nil)
        let again = await #expect(throws: DeviceProblem.self) {
            try await house.runner.perform { try EnrolmentLinkSteps.fetch(secret, &$0, $1) }
        }
        #expect(again?.code == .linkRefused && again?.detail == "the link was used before")
        #expect(try await house.runner.read(AdminEnrolment.links()).map(\.note) == ["Ada's Mac"])
    }

    @Test func `a link ends with its time, and when somebody ends it`() async throws {
        let links = try await [true, false].asyncMap {
            try await house.runner.perform(AdminEnrolment.makeLink(note: "", lifetime: .minutes(1), accepts: $0))
        }
        try await house.runner.perform(AdminEnrolment.endLink(links[0].id))
        let refused = { (link: NewLink) in
            let secret = try secret(of: link)
            return await #expect(throws: DeviceProblem.self) {
                try await house.runner.perform { try EnrolmentLinkSteps.fetch(secret, &$0, $1) }
            }?.detail
        }
        #expect(try await refused(links[0]) == "the link has expired")
        house.clock.advance(by: .minutes(1))
        #expect(try await refused(links[1]) == "the link has expired")
        let error = await #expect(throws: AdminProblem.self) {
            try await house.runner.perform(AdminEnrolment.endLink(links[1].id))
        }
        #expect(error?.code == "no-such-link")
    }

    @Test func `a challenge is worth one certificate, for a day, and only its hash is kept`() async throws {
        _ = try await house.runner.perform(AdminEnrolment.profile(accepts: true))
        let decide = { (challenge: String?) in
            try await house.runner.perform {
                try CertificateSteps.decide(.init(challenge: challenge, renewing: nil, message: 0), &$0, $1)
            }
        }
        let profile = try EnrolmentProfile(plist: await house.runner.perform(AdminEnrolment.profile(accepts: false)))
        let challenge = try #require(profile.scep?.challenge)
        let name = try #require(profile.scep?.subject.last?.value)
        #expect(try await decide("wrong") == .refused("its challenge is none of ours"))
        #expect(try await decide(nil) == .refused("it has no challenge"))
        #expect(try await decide("") == .refused("it has no challenge"))
        #expect(try await decide(challenge) == .granted(name: name, device: nil))
        #expect(try await decide(challenge) == .refused("its challenge was used before"))
        let late = try EnrolmentProfile(plist: await house.runner.perform(AdminEnrolment.profile(accepts: false)))
        house.clock.advance(by: .hours(24))
        #expect(try await decide(late.scep?.challenge) == .refused("its challenge has expired"))
        #expect(try await house.audited().filter { $0 == "device.certificate-refused nobody" }.count == 5)
    }

    @Test func `a bound certificate may ask for its successor, and no other may`() async throws {
        let mac = WalkingMac(house)
        let certificate = CertificateFacts.sample("first", subject: "0190-first")
        let decide = { (certificate: CertificateFacts) in
            try await house.runner.perform {
                try CertificateSteps.decide(.init(challenge: nil, renewing: certificate, message: 0), &$0, $1)
            }
        }
        await mac.show(certificate)
        try await mac.authenticate()
        let device = try #require(try await house.store.read { try $0.enrolment(mac.channel) }).device
        #expect(try await decide(certificate) == .granted(name: "0190-first", device: device.text))
        let refused = CertificateDecision.refused("the certificate that signed it is bound to no device")
        #expect(try await decide(.sample("stranger")) == refused)
    }
}

extension Sequence {
    /// One after the other.
    fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async throws -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
