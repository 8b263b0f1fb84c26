import FleetSimulator
import Foundation
import TestSupport
import Testing

@testable import ratchet

/// The real program with TLS, its own authority and SCEP, and devices that prove who they are, rightly and wrongly.
@Suite("Devices that prove who they are", .timeLimit(.minutes(5)))
struct ProvenDevicesTests {
    /// A server with the devices listener of a trial, and what makes devices for it.
    private struct House {
        let fleet: ServedFleet
        let server: ServedFleet.Server
        let roots: Data
        let client: AdminClient

        init() throws {
            fleet = try ServedFleet()
            let identity = try PushStandInIdentity()
            roots = Data(identity.rootPEM.utf8)
            try identity.write(into: fleet.folder.url.appending(path: "tls"), topic: "com.apple.mgmt.External.trial")
            server = try fleet.configure("here", store: "sqlite", isProven: true)
            let base = try #require(URL(string: "http://\(server.admin)"))
            client = AdminClient(
                base: base, credentials: Credentials(data: fleet.folder.url.appending(path: server.name)))
        }

        func device(_ number: Int) async throws -> (TrialDevice, DeviceCredentials) {
            let device = try TrialDevice(profile: try await profile(), number: number, roots: roots)
            guard case .issued(let credentials) = await device.certify() else { throw NotIssued() }
            return (device, credentials)
        }

        func profile() async throws -> Data {
            try await TrialDevice.profile(at: try await client.enrolmentLink(for: "trial"), roots: roots)
        }
    }

    private struct NotIssued: Error {}

    @Test func `the right proof is taken and every wrong one is refused`() async throws {
        let house = try House()
        let running = try await house.fleet.serve(house.server)
        let (device, own) = try await house.device(0)
        let (other, others) = try await house.device(1)
        let foreign = try StandInAuthority(name: "foreign").credentials(commonName: "device")
        #expect(try await device.send(.authenticate, proven: .signature(own)) == 200)
        #expect(try await device.send(.tokenUpdate, proven: .signature(own)) == 200)
        #expect(try await other.send(.authenticate, proven: .certificate(others)) == 200)
        #expect(try await other.send(.tokenUpdate, proven: .certificate(others)) == 200)
        #expect(try await device.send(.idle, proven: .none) == 400)
        let wrong: [TrialDevice.Proof] = [
            .signature(foreign), .certificate(foreign), .signature(others), .certificate(others),
            .signatureOverAnotherBody(own),
        ]
        for proof in wrong { #expect(try await device.send(.idle, proven: proof) == 403) }
        #expect(await device.certify() == .refused("badRequest"))
        #expect(try await device.send(.tokens, proven: .signature(own)) == 200)
        await running.cut()
    }
}
