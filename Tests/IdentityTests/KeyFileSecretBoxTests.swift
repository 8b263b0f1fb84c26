import Crypto
import Foundation
import Identity
import Ports
import RatchetCore
import TestSupport
import Testing

@Suite("Sealed secrets")
struct KeyFileSecretBoxTests {
    private let directory: TemporaryDirectory
    private let file: URL
    private let secret = Data("the bootstrap token".utf8)

    init() throws {
        directory = try TemporaryDirectory()
        file = directory.url.appending(path: "keys/secrets.key")
    }

    private func box() throws -> KeyFileSecretBox { try KeyFileSecretBox(keyFile: file) }

    @Test func `a secret comes back as it was, and after a restart too`() throws {
        let sealed = try box().seal(secret, context: "bootstrap-token d1")
        #expect(try box().open(sealed, context: "bootstrap-token d1") == secret)
        let empty = try box().seal(Data(), context: "x")
        #expect(try box().open(empty, context: "x") == Data())
    }

    @Test func `sealed bytes tell nothing, and are never the same twice`() throws {
        let box = try box()
        let (one, other) = (try box.seal(secret, context: "x"), try box.seal(secret, context: "x"))
        #expect(one != other && one.range(of: secret) == nil)
        #expect(one.first == 2)
    }

    @Test func `a secret opens at its own place only`() throws {
        let sealed = try box().seal(secret, context: "bootstrap-token d1")
        for context in ["bootstrap-token d2", "unlock-token d1", ""] {
            #expect(throws: SecretBoxError.self) { try box().open(sealed, context: context) }
        }
    }

    @Test func `whatever octet is changed or cut, it does not open`() throws {
        let box = try box()
        let sealed = try box.seal(secret, context: "x")
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: SecretBoxError.self, "octet \(index) was changed") { try box.open(changed, context: "x") }
            #expect(throws: SecretBoxError.self) { try box.open(sealed.prefix(index), context: "x") }
        }
        #expect(throws: SecretBoxError.self) { try box.open(Data(), context: "x") }
    }

    @Test func `after a new key what was sealed before still opens, and what is sealed is current`() throws {
        let box = try box()
        let old = try box.seal(secret, context: "x")
        #expect(box.isCurrent(old))
        try box.addKey()
        #expect(!box.isCurrent(old))
        #expect(try box.open(old, context: "x") == secret)
        let new = try box.seal(secret, context: "x")
        #expect(box.isCurrent(new))
        let restarted = try self.box()
        #expect(try restarted.open(old, context: "x") == secret && restarted.open(new, context: "x") == secret)
        try box.dropOldKeys()
        #expect(try box.open(new, context: "x") == secret)
        #expect(throws: SecretBoxError.self) { try box.open(old, context: "x") }
        #expect(try Data(contentsOf: file).count == 32)
    }

    @Test func `what another server sealed with its new key opens once its key file is here`() throws {
        let (one, other) = (try box(), try box())
        try other.addKey()
        #expect(try one.open(other.seal(secret, context: "x"), context: "x") == secret)
    }

    @Test func `a secret of the first version, which named no key, opens`() throws {
        let bytes = Data(repeating: 7, count: 32)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        #expect(
            FileManager.default.createFile(
                atPath: file.path, contents: bytes, attributes: [.posixPermissions: 0o600]))
        let sealed = try AES.GCM.seal(
            secret, using: SymmetricKey(data: bytes), authenticating: Data("bootstrap-token d1".utf8))
        let old = Data([1]) + (try #require(sealed.combined))
        let box = try box()
        #expect(try box.open(old, context: "bootstrap-token d1") == secret)
        #expect(!box.isCurrent(old))
        try box.addKey()
        #expect(try box.open(old, context: "bootstrap-token d1") == secret)
    }

    @Test func `keys do not pile up without end`() throws {
        let box = try box()
        for _ in 1..<16 { try box.addKey() }
        #expect(throws: SecretBoxError.self) { try box.addKey() }
        #expect(try self.box().open(box.seal(secret, context: "x"), context: "x") == secret)
    }

    @Test func `another key opens nothing`() throws {
        let sealed = try box().seal(secret, context: "x")
        let other = try KeyFileSecretBox(keyFile: directory.url.appending(path: "other.key"))
        #expect(throws: SecretBoxError.self) { try other.open(sealed, context: "x") }
    }

    @Test func `the key file is readable by its owner only, and so is its directory`() throws {
        _ = try box()
        let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(attributes[.size] as? Int == 32)
        let parent = try FileManager.default.attributesOfItem(atPath: file.deletingLastPathComponent().path)
        #expect(parent[.posixPermissions] as? Int == 0o700)
        #expect(try FileManager.default.contentsOfDirectory(atPath: file.deletingLastPathComponent().path).count == 1)
    }

    @Test(arguments: [0, 31, 33])
    func `a file that is no key is refused and left as it is`(_ size: Int) throws {
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(repeating: 7, count: size).write(to: file)
        let error = #expect(throws: SecretBoxError.self) { try box() }
        #expect(error?.description.contains(file.path) == true)
        #expect(try Data(contentsOf: file).count == size)
    }

    @Test func `the insecure identity believes everybody`() async {
        let proof = CallerProof(body: Data(), signature: nil, certificate: nil)
        #expect(await InsecureIdentity().judge(proof, at: Instant(seconds: 0)) == .believed)
    }
}
