import Crypto
public import Foundation
public import Ports

/// Seals with AES-256-GCM and a key in a file of its own, outside the database.
///
/// A sealed secret is one version octet, then nonce, ciphertext and tag; the context is authenticated with it.
public struct KeyFileSecretBox: SecretBox {
    private let key: SymmetricKey
    private static let version: UInt8 = 1
    private static let keySize = 32

    /// Reads the key, or makes one where the file is not there yet; the file is readable by its owner only.
    ///
    /// - Parameter mayCreate: false where secrets are sealed already, which a new key could never open.
    /// - Throws: `SecretBoxError` for a file that is missing though it must not be, is no key, can be read by others, or
    ///   cannot be written.
    public init(keyFile: URL, mayCreate: Bool = true) throws {
        if let known = try KeyFileSecretBox.read(keyFile) {
            key = known
        } else if mayCreate {
            key = try KeyFileSecretBox.create(keyFile)
        } else {
            throw SecretBoxError(
                "\(keyFile.path) is missing, and the database holds secrets that only it opens; restore it from a backup"
            )
        }
    }

    public func seal(_ secret: Data, context: String) throws -> Data {
        let box = try AES.GCM.seal(secret, using: key, authenticating: Data(context.utf8))
        guard let combined = box.combined else { throw SecretBoxError("the secret could not be sealed") }
        return Data([KeyFileSecretBox.version]) + combined
    }

    public func open(_ sealed: Data, context: String) throws -> Data {
        guard sealed.first == KeyFileSecretBox.version else {
            throw SecretBoxError("the secret was sealed in a way that this version does not know")
        }
        do {
            let box = try AES.GCM.SealedBox(combined: sealed.dropFirst())
            return try AES.GCM.open(box, using: key, authenticating: Data(context.utf8))
        } catch {
            throw SecretBoxError("the secret was not sealed with this key for this place; is it the right key file?")
        }
    }

    private static func read(_ file: URL) throws -> SymmetricKey? {
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? NSNumber
        if let mode, mode.intValue & 0o077 != 0 {
            throw SecretBoxError("\(file.path) can be read by others than its owner; chmod 600 it")
        }
        let bytes = try Data(contentsOf: file)
        guard bytes.count == keySize else {
            throw SecretBoxError("\(file.path) is not a key of \(keySize) octets; restore it from a backup")
        }
        return SymmetricKey(data: bytes)
    }

    /// Created readable by its owner only from the first moment, and never over a file that is there.
    private static func create(_ file: URL) throws -> SymmetricKey {
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let key = SymmetricKey(size: .bits256)
        let bytes = key.withUnsafeBytes { Data($0) }
        let temporary = file.appendingPathExtension("new")
        let isWritten = FileManager.default.createFile(
            atPath: temporary.path, contents: bytes, attributes: [.posixPermissions: 0o600])
        guard isWritten else {
            throw SecretBoxError(
                "\(file.path) could not be written; see that there is room and this user may write there")
        }
        try flush(temporary)
        try FileManager.default.moveItem(at: temporary, to: file)
        try flush(file.deletingLastPathComponent())
        return key
    }

    /// Lets a file, or the names in a folder, reach the disk: the first secret that is sealed does, and a key that a power cut
    /// took away would never open it.
    private static func flush(_ file: URL) throws {
        let handle = try FileHandle(forReadingFrom: file)
        defer { try? handle.close() }
        try handle.synchronize()
    }
}
