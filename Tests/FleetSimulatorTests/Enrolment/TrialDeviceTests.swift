import AppleMDM
import Foundation
import TestSupport
import Testing

@testable import FleetSimulator

@Suite("A device whose proofs are in somebody's hands", .timeLimit(.minutes(5)))
struct TrialDeviceTests {
    private func credentials(_ certification: TrialDevice.Certification) throws -> DeviceCredentials {
        guard case .issued(let credentials) = certification else { throw NotIssued() }
        return credentials
    }

    private struct NotIssued: Error {}

    @Test func `what is proven rightly is taken, and nothing else`() async throws {
        let server = try ProvingServer()
        try await LoopbackServer.serving(server.router) { address in
            let device = try TrialDevice(profile: server.profile("one", at: address))
            let own = try credentials(await device.certify())
            let foreign = try StandInAuthority(name: "foreign").credentials(commonName: "device")
            let expired = try server.authority.credentials(commonName: "device", validity: -7_200 ... -3_600)
            #expect(try await device.send(.authenticate, proven: .signature(own)) == 200)
            #expect(try await device.send(.tokenUpdate, proven: .signature(own)) == 200)
            let wrong: [TrialDevice.Proof] = [
                .none, .signature(foreign), .signature(expired), .signatureOverAnotherBody(own),
            ]
            for proof in wrong { #expect(try await device.send(.idle, proven: proof) == 403) }
            #expect(Set(server.refusals).count == 4)
            #expect(try await device.send(.idle, proven: .signature(own)) == 200)
        }
    }

    @Test func `a challenge is worth one certificate`() async throws {
        let server = try ProvingServer()
        try await LoopbackServer.serving(server.router) { address in
            let device = try TrialDevice(profile: server.profile("one", at: address))
            _ = try credentials(await device.certify())
            #expect(await device.certify() == .refused("badRequest"))
            _ = try credentials(await device.certify(by: server.profile("two", at: address)))
        }
    }

    @Test func `an authority other than the one that the profile names is not asked`() async throws {
        let server = try ProvingServer()
        try await LoopbackServer.serving(server.router) { address in
            _ = server.profile("one", at: address)
            let profile = SampleProfile.make(at: address, challenge: "one") { profile in
                profile.changeSCEP { $0.caFingerprint = Data(repeating: 7, count: 32) }
            }
            let device = try TrialDevice(profile: profile)
            let reason = "the SCEP server's certificate is not the one that the profile names"
            #expect(await device.certify() == .refused(reason))
            #expect(server.challenges == ["one"])
        }
    }

    @Test func `an address where nobody listens is no refusal`() async throws {
        let device = try TrialDevice(profile: SampleProfile.make(at: "http://127.0.0.1:1"))
        #expect(await device.certify() == .unavailable)
    }
}
