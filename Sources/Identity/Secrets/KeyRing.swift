import Crypto
import Foundation
import Ports

/// Keys for secrets, the newest first: that one seals, all of them open.
struct KeyRing: Sendable {
    private static let keySize = 32
    /// More are a sign of something else in the file.
    private static let most = 16
    /// Of a key's name in what it sealed.
    static let nameSize = 4

    private let keys: [SymmetricKey]

    /// One new key, before those of another ring.
    init(before older: KeyRing? = nil) { keys = [SymmetricKey(size: .bits256)] + (older?.keys ?? []) }

    /// The octets of the keys one after the other, as ``octets`` gives them; nil for anything else.
    init?(octets: Data) {
        guard !octets.isEmpty, octets.count % KeyRing.keySize == 0, octets.count / KeyRing.keySize <= KeyRing.most
        else {
            return nil
        }
        keys = stride(from: 0, to: octets.count, by: KeyRing.keySize).map { start in
            SymmetricKey(data: octets.dropFirst(start).prefix(KeyRing.keySize))
        }
    }

    private init(_ keys: [SymmetricKey]) { self.keys = keys }

    var octets: Data { Data(keys.flatMap { key in key.withUnsafeBytes { Array($0) } }) }
    var count: Int { keys.count }
    var all: [SymmetricKey] { keys }
    /// A ring has at least one.
    var newest: SymmetricKey { keys.first ?? SymmetricKey(size: .bits256) }
    var onlyNewest: KeyRing { KeyRing(Array(keys.prefix(1))) }

    /// Tells keys of a ring apart, and says nothing about them.
    static func name(of key: SymmetricKey) -> Data {
        Data(key.withUnsafeBytes { SHA256.hash(data: Data("ratchet key ".utf8) + Data($0)) }.prefix(nameSize))
    }

    func key(named name: Data) -> SymmetricKey? { keys.first { KeyRing.name(of: $0) == name } }
}
