import Foundation
import Ports
import Testing

@testable import Identity

@Suite("Passwords")
struct ScryptPasswordsTests {
    /// Cheap enough for a test.
    private let passwords = ScryptPasswords(logN: 10)

    @Test func `a password fits what was made of it, and no other`() async throws {
        let stored = try await passwords.hash("correct horse battery")
        #expect(stored.hasPrefix("$scrypt$ln=10,r=8,p=1$") && !stored.contains("horse"))
        #expect(try await passwords.verify("correct horse battery", stored))
        #expect(try await !passwords.verify("correct horse batterz", stored))
        #expect(try await !passwords.verify("", stored))
        #expect(try await passwords.hash("correct horse battery") != stored, "each has a salt of its own")
    }

    @Test func `the same characters fit however the keyboard composes them`() async throws {
        let stored = try await passwords.hash("caf\u{E9} caf\u{E9} caf\u{E9}")
        #expect(try await passwords.verify("cafe\u{301} cafe\u{301} cafe\u{301}", stored))
    }

    /// Password and parameters are those of RFC 7914, 12, the third vector; the salt has the length that is believed here.
    @Test func `a hash that another program made of the same parameters is taken`() async throws {
        // python3 -c 'hashlib.scrypt(b"pleaseletmein", salt=b"SodiumChloride!!", n=16384, r=8, p=1, dklen=32)'
        let stored = "$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGUhIQ==$UmYyNDO/YRuFmsgA6JK5baM1qTJw1bFvX2are1D2OBc="
        #expect(try await passwords.verify("pleaseletmein", stored))
    }

    @Test func `a hash with other parameters is still taken, and is said to be outdated`() async throws {
        let old = try await passwords.hash("correct horse battery")
        let newer = ScryptPasswords(logN: 11)
        #expect(try await newer.verify("correct horse battery", old))
        #expect(newer.isOutdated(old) && !passwords.isOutdated(old) && newer.isOutdated("nonsense"))
    }

    @Test(arguments: [
        nil, "", "plain", "$scrypt$ln=10,r=8,p=1$$", "$scrypt$ln=63,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA==$aGFzaA==",
        "$scrypt$ln=30,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "$scrypt$ln=10,r=9,p=9$c2FsdHNhbHRzYWx0c2FsdA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    ])
    func `nothing fits what is none, and it costs no more than another`(stored: String?) async throws {
        #expect(try await !passwords.verify("correct horse battery", stored))
    }

    @Test func `more than may wait are refused at once`() async throws {
        let slow = ScryptPasswords(logN: 13)
        let refused = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<ScryptPasswords.most * 2 {
                group.addTask {
                    do { _ = try await slow.verify("x", nil) } catch { return error is PasswordHasherBusy }
                    return false
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(refused >= 1 && refused <= ScryptPasswords.most)
    }
}
