import ApplePush
import FleetSimulator
import Foundation
import Ports
import TestSupport
import Testing

/// A stand-in push service that listens, and the files with which it lets somebody in.
struct PushHouse: Sendable {
    static let topic = "com.apple.mgmt.External.b9a1f0de-3a31-4d1c-a1ef-6f8f3c9e2b10"

    let folder: TemporaryDirectory
    let identity: PushStandInIdentity
    let standIn: PushStandIn
    let url: String

    var choice: PushServiceChoice {
        PushServiceChoice(url: url, certificate: file("push.pem"), roots: file("roots.pem"))
    }

    func file(_ name: String) -> URL { URL(filePath: folder.path(name)) }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: file(name), options: .atomic)
    }

    /// Opens a client, and closes it again.
    func withClient<Outcome>(
        _ choice: PushServiceChoice? = nil, connections: Int = 1, _ body: (PushClient) async throws -> Outcome
    ) async throws -> Outcome {
        let client = PushClient(choice ?? self.choice, connections: connections)
        do {
            let outcome = try await body(client)
            await client.close()
            return outcome
        } catch {
            await client.close()
            throw error
        }
    }

    /// Sends one push.
    func outcome(of push: PushRequest = .sample) async throws -> PushOutcome {
        try await withClient { await $0.send(push) }
    }

    static func open<Outcome: Sendable>(
        _ manners: PushStandIn.Manners = .init(), topic: String = PushHouse.topic, days: Double = 365,
        _ body: @Sendable (PushHouse) async throws -> Outcome
    ) async throws -> Outcome {
        let identity = try PushStandInIdentity()
        let standIn = PushStandIn(identity: identity, manners: manners)
        let serving = Task { try await standIn.run() }
        defer { serving.cancel() }
        let house = PushHouse(
            folder: try TemporaryDirectory(), identity: identity, standIn: standIn, url: try await standIn.url)
        try house.write(identity.rootPEM, to: "roots.pem")
        try house.write(try identity.pushCertificate(topic: topic, days: days), to: "push.pem")
        return try await body(house)
    }

    /// A house whose service does this with every push.
    static func open<Outcome: Sendable>(
        _ turn: PushTurn, _ body: @Sendable (PushHouse) async throws -> Outcome
    ) async throws -> Outcome {
        try await open(PushStandIn.Manners(script: { _, _ in turn }), body)
    }
}

extension PushRequest {
    static let sample = PushRequest(
        token: Data([0xAB, 0x01]), topic: PushHouse.topic, magic: "M\"1", expiration: 1_800_000_000)
}
