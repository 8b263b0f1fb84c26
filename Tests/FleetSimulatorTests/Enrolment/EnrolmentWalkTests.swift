import AppleMDM
import Foundation
import Testing

@testable import FleetSimulator

@Suite("Enrolment by profile")
struct EnrolmentWalkTests {
    private static let first = DeviceCredentials(certificate: Data("first".utf8), privateKey: Data("1".utf8))
    private static let second = DeviceCredentials(certificate: Data("second".utf8), privateKey: Data("2".utf8))

    private func walker(_ certificates: [CertificateOutcome], mood: DeviceMood = .obedient) throws -> Walker {
        var walker = try Walker(mood)
        walker.device.management = DeviceManagement()
        (walker.profiles, walker.certificates) = ([SampleProfile.make()], certificates)
        return walker
    }

    @Test func `a device fetches its profile and its certificate before it says anything`() throws {
        var walker = try walker([.issued(Self.first)])
        try walker.pass(10) { $0.device.enrolment == .enrolled }
        #expect(walker.orders.map(\.challenge) == ["a-challenge"])
        #expect(walker.server.requests.prefix(3) == ["Authenticate", "TokenUpdate", "SetBootstrapToken"])
        #expect(walker.device.management?.credentials == Self.first)
        #expect(walker.device.identity.topic == SampleProfile.topic)
    }

    @Test func `a SCEP server that does not answer is asked again with the same challenge`() throws {
        var walker = try walker([.unavailable, .issued(Self.first)])
        try walker.pass(60) { $0.device.enrolment == .enrolled }
        #expect(walker.orders.map(\.challenge) == ["a-challenge", "a-challenge"])
        #expect(walker.device.alarms.isEmpty)
    }

    @Test func `a refused challenge makes the device ask for another profile`() throws {
        var walker = try walker([.refused("badRequest"), .issued(Self.first)])
        walker.profiles.append(SampleProfile.make(challenge: "another"))
        try walker.pass(200) { $0.device.enrolment == .enrolled }
        #expect(walker.orders.map(\.challenge) == ["a-challenge", "another"])
        #expect(walker.device.alarms.map(\.text) == ["no certificate: badRequest"])
    }

    @Test func `without a profile a device says nothing`() throws {
        var walker = try walker([])
        walker.profiles = []
        try walker.pass(30)
        #expect(walker.server.requests.isEmpty)
        #expect(walker.device.alarms.first?.text == "no enrolment profile: none is left")
    }

    @Test func `where the server keeps no bootstrap tokens, a Mac gives it none`() throws {
        var walker = try walker([.issued(Self.first)])
        walker.profiles = [SampleProfile.make { $0.management.serverCapabilities = [] }]
        try walker.pass(10)
        #expect(!walker.server.requests.contains("SetBootstrapToken"))
    }

    @Test func `InstallProfile brings a new certificate, which the answer is already proven with`() throws {
        var walker = try walker([.issued(Self.first), .issued(Self.second)])
        try walker.pass(10)
        walker.server.order(.installProfile(.init(payload: SampleProfile.make(challenge: "renewal"))))
        try walker.push()
        #expect(walker.orders.last?.challenge == "renewal")
        #expect(walker.server.results.map(\.status) == [.acknowledged])
        #expect(walker.device.management?.proof.signer == Self.second)
    }

    @Test(arguments: [CertificateOutcome.refused("badRequest"), .unavailable])
    func `where there is no new certificate, the old one stays and the command is an error`(
        _ outcome: CertificateOutcome
    ) throws {
        var walker = try walker([.issued(Self.first), outcome])
        try walker.pass(10)
        walker.server.order(.installProfile(.init(payload: SampleProfile.make(challenge: "renewal"))))
        try walker.push()
        #expect(walker.server.results.map(\.status) == [.error])
        #expect(walker.server.results.first?.errorChain.isEmpty == false)
        #expect(walker.device.management?.proof.signer == Self.first)
        #expect(walker.device.management?.profile?.order.challenge == "a-challenge")
    }

    @Test func `a profile that changes what can never change is an error, and asks for no certificate`() throws {
        var walker = try walker([.issued(Self.first)])
        try walker.pass(10)
        walker.server.order(
            .installProfile(.init(payload: SampleProfile.make { $0.management.topic = "com.apple.mgmt.other" })))
        try walker.push()
        #expect(walker.server.results.map(\.status) == [.error])
        #expect(walker.orders.count == 1)
    }

    @Test func `a device that enrols anew begins with another profile and another key`() throws {
        var walker = try walker([.issued(Self.first), .issued(Self.second)])
        walker.profiles.append(SampleProfile.make(challenge: "another"))
        try walker.pass(10) { $0.device.enrolment == .enrolled }
        walker.device = walker.device.unmanaged()
        #expect(walker.device.management == DeviceManagement())
        walker.device.timers.enrolment = walker.now
        try walker.pass(10) { $0.device.enrolment == .enrolled }
        #expect(walker.device.management?.credentials == Self.second)
    }

    @Test func `one device in four waits in its setup assistant until it is configured`() throws {
        let devices = FleetFactory(seed: 3, durations: .demo).devices(0..<8, moods: .obedient, at: Date())
        let waiting = devices.map { device in
            var device = device
            device.management = DeviceManagement()
            device.startEnrolment()
            return device.management?.awaitsConfiguration ?? false
        }
        #expect(waiting == [false, true, false, false, false, true, false, false])
        var walker = try walker([.issued(Self.first)])
        try walker.pass(10)
        walker.device.management?.awaitsConfiguration = true
        walker.server.order(.deviceInformation(.init(queries: [.awaitingConfiguration])))
        walker.server.order(.deviceConfigured(.init()))
        walker.server.order(.deviceInformation(.init(queries: [.awaitingConfiguration])))
        try walker.push()
        #expect(walker.server.results.map { $0.queryResponses?.awaitingConfiguration } == [true, nil, false])
    }

    @Test func `a device goes on with its profile, key and certificate after it was written to a file`() throws {
        var walker = try walker([.issued(Self.first)])
        try walker.pass(10)
        let path = FileManager.default.temporaryDirectory.appending(path: "fleet-\(UUID().uuidString).json").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try FleetState(seed: 1, server: "http://127.0.0.1:1", releases: [], devices: [walker.device]).save(path)
        #expect(try FleetState.load(path)?.devices.first?.management == walker.device.management)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
        #expect(mode == 0o600)
    }

    @Test func `a device proves itself by signature, or in the handshake where its profile wants none`() throws {
        var management = DeviceManagement(
            profile: try HeldProfile(reading: SampleProfile.make()), credentials: Self.first)
        #expect(management.proof.signer == Self.first && management.proof.client == nil)
        management.showsCertificate = true
        #expect(management.proof.signer == Self.first && management.proof.client == Self.first)
        management.profile = try HeldProfile(reading: SampleProfile.make(signs: false))
        management.showsCertificate = false
        #expect(management.proof.signer == nil && management.proof.client == Self.first)
    }
}
