import Foundation
import Ports
import RatchetCore
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Orchestrator

/// Shows with which key it sealed, for tests.
private final class NumberedBox: SecretBox {
    private let keys = Mutex((newest: 1, oldest: 1))

    func seal(_ secret: Data, context: String) throws -> Data {
        Data("\(keys.withLock(\.newest)) \(context)|".utf8) + secret
    }

    func open(_ sealed: Data, context: String) throws -> Data {
        let text = String(decoding: sealed, as: UTF8.self)
        let (oldest, newest) = keys.withLock { ($0.oldest, $0.newest) }
        for key in oldest...newest where text.hasPrefix("\(key) \(context)|") {
            return Data(text.dropFirst("\(key) \(context)|".count).utf8)
        }
        throw SecretBoxError("no key opens it")
    }

    func isCurrent(_ sealed: Data) -> Bool {
        String(decoding: sealed, as: UTF8.self).hasPrefix("\(keys.withLock(\.newest)) ")
    }

    func addKey() throws { keys.withLock { $0.newest += 1 } }
    func dropOldKeys() throws { keys.withLock { $0.oldest = $0.newest } }
}

@Suite("Changing the key that secrets are sealed with")
struct SecretRotationTests {
    @Test(arguments: StoreEngine.allCases)
    func `everything is sealed anew, what no key opens is counted, and the old key is forgotten`(
        _ engine: StoreEngine
    ) async throws {
        let house = try Installation(on: engine)
        let box = NumberedBox()
        let runner = StepRunner(
            store: house.store, clock: house.clock, ids: house.runner.ids, random: CountingOctets(), secrets: box,
            settings: Settings())
        for number in 0..<250 { try await house.add("MAC-\(number)", .mac("26.3")) }
        let now = house.now
        try await house.write { store in
            for number in 0..<250 {
                let device = DeviceID("device-MAC-\(number)")
                let sealed = try box.seal(Data("token \(number)".utf8), context: "bootstrap-token \(device)")
                try store.keepSecret(sealed, .bootstrapToken, of: device, at: now)
            }
            try store.keepSecret(Data("lost".utf8), .unlockToken, of: DeviceID("device-MAC-7"), at: now)
            let key = try box.seal(Data("key".utf8), context: SecretPlace.authority)
            _ = try store.keepAuthority(AuthorityRow(certificate: Data([1]), sealedKey: key), at: now)
        }
        let outcome = try await SecretRotation(runner).run()
        #expect(outcome == SecretRotation.Outcome(resealed: 251, unreadable: 1))
        let (token, authority) = try await house.store.read { store in
            (try store.secret(.bootstrapToken, of: DeviceID("device-MAC-249")), try store.authority()?.sealedKey)
        }
        #expect(try box.open(#require(token), context: "bootstrap-token device-MAC-249") == Data("token 249".utf8))
        #expect(try box.open(#require(authority), context: SecretPlace.authority) == Data("key".utf8))
        #expect(try await house.audited() == ["secrets.rotated service"])
        #expect(try await SecretRotation(runner).run().resealed == 251)
    }
}
