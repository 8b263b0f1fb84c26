import Crypto
public import Foundation
public import Ports
import Synchronization

/// Seals with AES-256-GCM and a key in a file of its own, outside the database.
///
/// A sealed secret is one version octet, the name of its key, then nonce, ciphertext and tag; the context is authenticated with
/// it. The first version named no key.
public final class KeyFileSecretBox: SecretBox {
    private let file: KeyFile
    private let ring: Mutex<KeyRing>
    private static let version: UInt8 = 2
    private static let versionWithoutName: UInt8 = 1

    /// Reads the keys, or makes one where the file is not there yet; the file is readable by its owner only.
    ///
    /// - Parameter mayCreate: false where secrets are sealed already, which a new key could never open.
    /// - Throws: `SecretBoxError` for a file that is missing though it must not be, holds no keys, can be read by others, or
    ///   cannot be written.
    public init(keyFile: URL, mayCreate: Bool = true) throws {
        file = KeyFile(url: keyFile)
        if let known = try file.read() {
            ring = Mutex(known)
        } else if mayCreate {
            let new = KeyRing()
            try file.write(new)
            ring = Mutex(new)
        } else {
            throw SecretBoxError(
                "\(keyFile.path) is missing, and the database holds secrets that only it opens; restore it from a backup"
            )
        }
    }

    public func seal(_ secret: Data, context: String) throws -> Data {
        let key = ring.withLock(\.newest)
        let box = try AES.GCM.seal(secret, using: key, authenticating: Data(context.utf8))
        guard let combined = box.combined else { throw SecretBoxError("the secret could not be sealed") }
        return Data([KeyFileSecretBox.version]) + KeyRing.name(of: key) + combined
    }

    public func open(_ sealed: Data, context: String) throws -> Data {
        switch sealed.first {
        case KeyFileSecretBox.version:
            let name = Data(sealed.dropFirst().prefix(KeyRing.nameSize))
            let bytes = sealed.dropFirst(1 + KeyRing.nameSize)
            return try open(Data(bytes), with: [try key(named: name)], context)
        case KeyFileSecretBox.versionWithoutName:
            return try open(Data(sealed.dropFirst()), with: ring.withLock(\.all), context)
        default: throw SecretBoxError("the secret was sealed in a way that this version does not know")
        }
    }

    public func isCurrent(_ sealed: Data) -> Bool {
        let name = ring.withLock { KeyRing.name(of: $0.newest) }
        return sealed.first == KeyFileSecretBox.version && sealed.dropFirst().prefix(KeyRing.nameSize) == name
    }

    public func addKey() throws { try replace { KeyRing(before: $0) } }

    public func dropOldKeys() throws { try replace(\.onlyNewest) }

    /// The file goes first: a key that seals and is nowhere on disk would be lost with the process.
    private func replace(_ change: (KeyRing) -> KeyRing) throws {
        try ring.withLock { ring in
            let new = change(ring)
            guard KeyRing(octets: new.octets) != nil else {
                throw SecretBoxError(
                    "\(file.url.path) holds as many keys as it can; let the rotation before this one end")
            }
            try file.write(new)
            ring = new
        }
    }

    /// A key that is not known here may have been made by another server, and its file brought here since.
    private func key(named name: Data) throws -> SymmetricKey {
        if let key = ring.withLock({ $0.key(named: name) }) { return key }
        if let read = try file.read(), let key = read.key(named: name) {
            ring.withLock { $0 = read }
            return key
        }
        throw SecretBoxError("the secret was sealed with a key that is not in \(file.url.path); is it the right file?")
    }

    private func open(_ bytes: Data, with keys: [SymmetricKey], _ context: String) throws -> Data {
        guard let box = try? AES.GCM.SealedBox(combined: bytes) else {
            throw SecretBoxError("the sealed secret is damaged")
        }
        for key in keys {
            if let secret = try? AES.GCM.open(box, using: key, authenticating: Data(context.utf8)) { return secret }
        }
        throw SecretBoxError("the secret was not sealed with this key for this place; is it the right key file?")
    }
}
