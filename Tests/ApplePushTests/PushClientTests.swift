import ApplePush
import FleetSimulator
import Foundation
import Ports
import RatchetCore
import Testing

@Suite("Pushes over HTTP/2")
struct PushClientTests {
    @Test func `a push is taken, and comes over one connection with others`() async throws {
        try await PushHouse.open { house in
            try await house.withClient { client in
                let ids = await withTaskGroup(of: PushOutcome.self) { group in
                    for _ in 0..<50 { group.addTask { await client.send(.sample) } }
                    return await group.reduce(into: []) { $0.append($1) }
                }
                for outcome in ids {
                    guard case .accepted(let id) = outcome else { throw Unexpected(outcome) }
                    #expect(!id.isEmpty)
                }
            }
            #expect(house.standIn.pushCount == 50 && house.standIn.connectionCount == 1)
        }
    }

    @Test(arguments: [
        (400, "BadDeviceToken"), (400, "DeviceTokenNotForTopic"), (400, "TopicDisallowed"),
    ])
    func `a token that is refused is of no use any more`(_ status: Int, _ reason: String) async throws {
        let outcome = try await PushHouse.open(.answer(status, reason: reason)) { try await $0.outcome() }
        #expect(outcome == .tokenRefused(reason: "\(status) \(reason)"))
    }

    @Test(arguments: ["Unregistered", "ExpiredToken"])
    func `a device that left has been dead since a moment`(_ reason: String) async throws {
        let turn = PushTurn.answer(410, reason: reason, timestamp: 1_764_000_000_123)
        let outcome = try await PushHouse.open(turn) { try await $0.outcome() }
        let since = Instant(microseconds: 1_764_000_000_123_000)
        #expect(outcome == .tokenRefused(reason: "410 \(reason)", since: since))
    }

    @Test(arguments: ["BadCertificate", "BadCertificateEnvironment", "Forbidden"])
    func `a certificate that is refused is named by its fingerprint`(_ reason: String) async throws {
        try await PushHouse.open(.answer(403, reason: reason)) { house in
            try await house.withClient { client in
                let fingerprint = try #require(await client.refreshed().certificate?.fingerprint)
                let outcome = await client.send(.sample)
                #expect(outcome == .topicRefused(reason: "403 \(reason)", fingerprint: fingerprint))
            }
        }
    }

    @Test(arguments: [
        (413, "PayloadTooLarge"), (400, "BadExpirationDate"), (404, "BadPath"), (405, "MethodNotAllowed"),
    ])
    func `a request that can't be read is a fault of ours`(_ status: Int, _ reason: String) async throws {
        let outcome = try await PushHouse.open(.answer(status, reason: reason)) { try await $0.outcome() }
        #expect(outcome == .requestRefused(reason: "\(status) \(reason)"))
    }

    @Test func `too many pushes to a token, and a service that has trouble`() async throws {
        let many = try await PushHouse.open(.answer(429, reason: "TooManyRequests")) { try await $0.outcome() }
        #expect(many == .tooMany(reason: "429 TooManyRequests"))
        for (status, reason) in [(500, "InternalServerError"), (503, "ServiceUnavailable"), (400, "IdleTimeout")] {
            let outcome = try await PushHouse.open(.answer(status, reason: reason)) { try await $0.outcome() }
            #expect(outcome == .unavailable(reason: "\(status) \(reason)"))
        }
    }

    @Test(arguments: [400, 403, 404, 410]) func `who refuses without a reason is hardly the push service`(
        _ status: Int
    ) async throws {
        let outcome = try await PushHouse.open(.answer(status)) { try await $0.outcome() }
        #expect(outcome == .unavailable(reason: "\(status) without a reason"))
    }

    @Test func `a reason that nobody has met is kept, and cut`() async throws {
        let reason = String(repeating: "x", count: 500)
        let outcome = try await PushHouse.open(.answer(503, reason: reason)) { try await $0.outcome() }
        #expect(outcome == .unavailable(reason: "503 " + String(repeating: "x", count: 100)))
    }

    @Test func `a service that shuts down gets no further push on that connection`() async throws {
        let script: PushScript = { _, count in count == 1 ? .answer(503, reason: "Shutdown") : .byTheRules }
        try await PushHouse.open(PushStandIn.Manners(script: script)) { house in
            try await house.withClient { client in
                #expect(await client.send(.sample) == .unavailable(reason: "503 Shutdown"))
                #expect(await client.send(.sample).isAccepted)
            }
            #expect(house.standIn.connectionCount == 2)
        }
    }

    @Test func `the reason of a connection that the service ends is read, and a new one is made`() async throws {
        let script: PushScript = { _, count in count == 1 ? .goAway(reason: "Shutdown") : .byTheRules }
        try await PushHouse.open(PushStandIn.Manners(script: script)) { house in
            try await house.withClient { client in
                #expect(await client.send(.sample) == .unavailable(reason: "503 Shutdown"))
                #expect(await client.send(.sample).isAccepted)
            }
        }
    }

    @Test func `a connection that ends because of the certificate stops the topic`() async throws {
        let outcome = try await PushHouse.open(.goAway(reason: "BadCertificate")) { try await $0.outcome() }
        guard case .topicRefused(reason: "403 BadCertificate", _) = outcome else { throw Unexpected(outcome) }
    }

    @Test(arguments: [PushTurn.dropped, .takenAndDropped, .reset, .goAway()])
    func `a push without an answer is to be sent again`(_ turn: PushTurn) async throws {
        let outcome = try await PushHouse.open(turn) { try await $0.outcome() }
        guard case .unavailable = outcome else { throw Unexpected(outcome) }
    }

    @Test func `no more streams are opened than the service allows`() async throws {
        try await PushHouse.open(PushStandIn.Manners(streams: 2)) { house in
            try await house.withClient { client in
                let taken = await withTaskGroup(of: Bool.self) { group in
                    for _ in 0..<40 {
                        group.addTask { await client.send(.sample).isAccepted }
                    }
                    return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
                }
                #expect(taken == 40)
            }
            #expect(house.standIn.connectionCount == 1)
        }
    }

    @Test func `a service that is not there, or speaks otherwise, is said`() async throws {
        try await PushHouse.open { house in
            let nowhere = PushServiceChoice(
                url: "https://127.0.0.1:1", certificate: house.file("push.pem"), roots: house.file("roots.pem"))
            let outcome = try await house.withClient(nowhere) { await $0.send(.sample) }
            #expect(outcome == .unavailable(reason: "the push service could not be reached: connection refused"))
            let untrusting = PushServiceChoice(url: house.url, certificate: house.file("push.pem"))
            let untrusted = try await house.withClient(untrusting) { await $0.send(.sample) }
            #expect(
                untrusted
                    == .unavailable(
                        reason: "the push service could not be reached: its TLS certificate is not trusted"))
        }
    }

    @Test func `a service that hangs up during the handshake may not take the certificate`() async throws {
        try await PushHouse.open { house in
            try house.write(try PushStandInIdentity().pushCertificate(topic: PushHouse.topic), to: "push.pem")
            let words = "the push service hung up while the connection was made; does it take the certificate?"
            #expect(try await house.outcome() == .unavailable(reason: words))
        }
    }

    @Test func `a changed file is taken into use, and what is under way finishes on the old connection`() async throws {
        let script: PushScript = { _, count in count == 1 ? .late(.milliseconds(300)) : .byTheRules }
        try await PushHouse.open(PushStandIn.Manners(script: script)) { house in
            try await house.withClient { client in
                let first = try #require(await client.refreshed().certificate)
                async let late = client.send(.sample)
                while house.standIn.pushCount == 0 { await Task.yield() }
                try house.write(try house.identity.pushCertificate(topic: "com.apple.mgmt.other"), to: "push.pem")
                let second = try #require(await client.refreshed().certificate)
                #expect(second.topic == "com.apple.mgmt.other" && second.fingerprint != first.fingerprint)
                #expect(await client.send(.sample) == .tokenRefused(reason: "400 TopicDisallowed"))
                #expect(await late.isAccepted)
            }
            #expect(house.standIn.connectionCount == 2)
        }
    }

    @Test func `a changed file that can't be used leaves the old certificate in use, and is said`() async throws {
        try await PushHouse.open { house in
            try await house.withClient { client in
                let first = try #require(await client.refreshed().certificate)
                try house.write("nothing", to: "push.pem")
                let standing = await client.refreshed()
                #expect(standing.certificate == first && standing.problem?.contains("is not PEM") == true)
                #expect(await client.send(.sample).isAccepted)
            }
        }
    }

    @Test func `without a certificate nothing is sent to a service that needs one`() async throws {
        try await PushHouse.open { house in
            let choice = PushServiceChoice(url: house.url, roots: house.file("roots.pem"))
            try await house.withClient(choice) { client in
                let problem = try #require(await client.refreshed().problem)
                #expect(problem.contains("set push.certificate"))
                #expect(await client.send(.sample) == .unavailable(reason: problem))
            }
            #expect(house.standIn.pushCount == 0)
        }
    }
}

extension PushOutcome {
    var isAccepted: Bool { if case .accepted = self { true } else { false } }
}

/// An outcome that a test did not expect.
struct Unexpected: Error {
    let outcome: PushOutcome
    init(_ outcome: PushOutcome) { self.outcome = outcome }
}
