import AppleMDM
import AsyncHTTPClient
package import Foundation
import NIOHTTP1

/// One device over the real wire that says what its driver wants, proven rightly or wrongly, as its driver wants.
///
/// For trials of a server: each message answers with the status that came back. Devices of a fleet prove themselves rightly only.
package struct TrialDevice: Sendable {
    /// How a message is proven.
    package enum Proof: Sendable {
        case signature(DeviceCredentials)
        /// A signature that is good, over the body of another message.
        case signatureOverAnotherBody(DeviceCredentials)
        /// In the TLS handshake.
        case certificate(DeviceCredentials)
        case none
    }

    /// What an order for a certificate came to.
    package enum Certification: Equatable, Sendable {
        case issued(DeviceCredentials)
        case refused(String)
        case unavailable
    }

    package enum Message: Sendable, CaseIterable {
        case authenticate, tokenUpdate, idle, tokens
    }

    package let udid: String
    private let profile: HeldProfile
    private let device: SimulatedDevice
    private let wire: DeviceWire

    /// - Parameters:
    ///   - profile: by which it enrols, signed or not; it has the addresses too.
    ///   - number: another one is another device.
    ///   - roots: PEM of the authorities that may vouch for the server; nil for the system's.
    package init(profile: Data, number: Int = 0, roots: Data? = nil) throws {
        self.profile = try HeldProfile(reading: profile)
        var device = FleetFactory(seed: 1, durations: .demo).device(number, mood: .obedient, at: Date())
        device.identity.topic = self.profile.topic
        self.device = device
        udid = device.identity.udid
        wire = DeviceWire(client: .shared, tls: try ClientTLS(roots: roots), timeout: 30)
    }

    /// The profile behind a link, which is used up by that.
    package static func profile(at link: String, roots: Data? = nil) async throws -> Data {
        let wire = DeviceWire(client: .shared, tls: try ClientTLS(roots: roots), timeout: 30)
        return try await wire.exchange(try wire.request(.GET, ProfileClient.address(link))).body
    }

    /// Has a new key certified with the profile's challenge; a second time it is a replay.
    package func certify() async -> Certification {
        await certify(profile.order)
    }

    /// Has a new key certified with the challenge of another profile, as one that InstallProfile brings.
    package func certify(by profile: Data) async throws -> Certification {
        await certify(try HeldProfile(reading: profile).order)
    }

    private func certify(_ order: CertificateOrder) async -> Certification {
        let workshop = KeyWorkshop()
        let client = CertificateClient(wire: wire, workshop: workshop) { [wire] in try? await wire.exchange($0) }
        let outcome = await client.certificate(for: order, device: device.identity.deviceName)
        await workshop.close()
        return switch outcome {
        case .issued(let credentials): .issued(credentials)
        case .refused(let reason): .refused(reason)
        case .unavailable: .unavailable
        }
    }

    /// Sends a message; answers with the status.
    package func send(_ message: Message, proven proof: Proof) async throws -> Int {
        try await exchange(message.request(of: device), proof).status
    }

    /// Polls, and acknowledges each command, until InstallProfile comes: the profile that it brings. Nil where there is none.
    package func renewal(proven proof: Proof) async throws -> Data? {
        var report = device.report(.idle)
        for _ in 0..<SimulatedDevice.mostCommandsPerConnection {
            let reply = try await exchange(.connect(report), proof)
            guard reply.status == 200, !reply.body.isEmpty else { return nil }
            let envelope = try CommandEnvelope(plist: reply.body)
            if case .installProfile(let command) = envelope.command { return command.payload }
            report = CommandAnswers(device: device).answer(to: envelope)
        }
        return nil
    }

    private func exchange(_ request: DeviceRequest, _ proof: Proof) async throws -> DeviceReply {
        let message = device.message(of: request)
        var request = try wire.request(message, to: profile.url(of: message.route), proof.asSent)
        if case .signatureOverAnotherBody(let credentials) = proof {
            let signature = try credentials.signature(over: message.body + Data("\n".utf8), at: Date())
            request.headers.replaceOrAdd(name: "Mdm-Signature", value: signature)
        }
        return try await wire.exchange(request)
    }
}

extension TrialDevice.Proof {
    fileprivate var asSent: MessageProof {
        switch self {
        case .signature(let credentials): MessageProof(signer: credentials)
        case .certificate(let credentials): MessageProof(client: credentials)
        case .signatureOverAnotherBody, .none: .none
        }
    }
}

extension TrialDevice.Message {
    fileprivate func request(of device: SimulatedDevice) -> DeviceRequest {
        switch self {
        case .authenticate: .authenticate
        case .tokenUpdate: .tokenUpdate
        case .idle: .connect(device.report(.idle))
        case .tokens: .tokens
        }
    }
}
