import Crypto
import CryptoExtras
import Foundation
public import Ports
import Synchronization

/// Passwords by scrypt (RFC 7914), stored as `$scrypt$ln=17,r=8,p=1$SALT$HASH` with salt and hash in base64.
///
/// The parameters stand with each hash, so that they can grow: an older one is still compared, and made anew when its owner
/// signs in.
public final class ScryptPasswords: PasswordHasher {
    /// What one takes: 128 · r · 2^logN octets, for as long as p and the machine say.
    struct Cost: Equatable {
        let logN: Int
        let r: Int
        let p: Int

        /// So much and no more is believed of a stored text, whoever wrote it: 1 GiB.
        var isBearable: Bool { (10...20).contains(logN) && (1...8).contains(r) && (1...4).contains(p) }
    }

    private let cost: Cost
    private let random: any RandomSource
    private let queue = DispatchQueue(label: "ratchet.passwords")
    private let waiting = Mutex(0)
    /// Passwords that wait for their turn. One is compared at a time, so that the memory that it takes is taken once.
    static let most = 16
    private static let length = 32

    /// - Parameter logN: OWASP's cheat sheet on password storage recommends 17, which takes 128 MiB.
    public init(logN: Int = 17, random: any RandomSource = SystemRandom()) {
        (cost, self.random) = (Cost(logN: logN, r: 8, p: 1), random)
    }

    public func hash(_ password: String) async throws -> String {
        let (cost, salt) = (cost, Data(random.octets(16)))
        let hash = try await inTurn { try ScryptPasswords.derive(password, salt, cost) }
        return StoredPassword(cost: cost, salt: salt, hash: hash).text
    }

    public func verify(_ password: String, _ stored: String?) async throws -> Bool {
        let known = stored.flatMap(StoredPassword.init)
        let nothing = StoredPassword(cost: cost, salt: Data(count: 16), hash: Data(count: ScryptPasswords.length))
        let other = known ?? nothing
        let hash = try await inTurn { try ScryptPasswords.derive(password, other.salt, other.cost) }
        return ScryptPasswords.areEqual(hash, other.hash) && known != nil
    }

    public func isOutdated(_ stored: String) -> Bool { StoredPassword(stored)?.cost != cost }

    private func inTurn(_ work: @escaping @Sendable () throws -> Data) async throws -> Data {
        let isFree = waiting.withLock { count in
            guard count < ScryptPasswords.most else { return false }
            count += 1
            return true
        }
        guard isFree else { throw PasswordHasherBusy() }
        defer { waiting.withLock { $0 -= 1 } }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try work() }) }
        }
    }

    private static func derive(_ password: String, _ salt: Data, _ cost: Cost) throws -> Data {
        // The same characters may come composed in another way from another keyboard.
        let octets = Data(password.precomposedStringWithCanonicalMapping.utf8)
        let key = try KDF.Scrypt.deriveKey(
            from: octets, salt: salt, outputByteCount: length, rounds: 1 << cost.logN, blockSize: cost.r,
            parallelism: cost.p)
        return key.withUnsafeBytes { Data($0) }
    }

    /// In a time that does not depend on where they differ.
    private static func areEqual(_ one: Data, _ other: Data) -> Bool {
        guard one.count == other.count else { return false }
        return zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

/// `$scrypt$ln=17,r=8,p=1$SALT$HASH`
private struct StoredPassword {
    let cost: ScryptPasswords.Cost
    let salt: Data
    let hash: Data

    init(cost: ScryptPasswords.Cost, salt: Data, hash: Data) { (self.cost, self.salt, self.hash) = (cost, salt, hash) }

    /// Nil unless it is one that can be compared with bearable effort.
    init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt",
            let numbers = parts[2].wholeMatch(of: #/ln=(\d{1,2}),r=(\d),p=(\d)/#),
            let logN = Int(numbers.1), let r = Int(numbers.2), let p = Int(numbers.3),
            let salt = Data(base64Encoded: String(parts[3])), let hash = Data(base64Encoded: String(parts[4]))
        else { return nil }
        self.init(cost: ScryptPasswords.Cost(logN: logN, r: r, p: p), salt: salt, hash: hash)
        if !cost.isBearable || !(16...64).contains(salt.count) || hash.count != 32 { return nil }
    }

    var text: String {
        "$scrypt$ln=\(cost.logN),r=\(cost.r),p=\(cost.p)$\(salt.base64EncodedString())$\(hash.base64EncodedString())"
    }
}
