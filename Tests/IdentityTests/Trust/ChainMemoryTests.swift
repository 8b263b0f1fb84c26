import Ports
import RatchetCore
import Testing
import X509

@testable import Identity

struct ChainMemoryTests {
    private func chain(_ name: String) -> VerifiedChain {
        let facts = CertificateFacts(
            fingerprint: name, subject: "", issuer: "", serial: "", notBefore: Instant(seconds: 0),
            notAfter: Instant(seconds: 1), isAuthority: false, key: .ec)
        return VerifiedChain(facts: facts, issuers: [Certificate]())
    }

    @Test func `what was not asked for lately is forgotten first`() {
        var memory = ChainMemory(limit: 4)
        for name in ["a", "b"] { memory.remember(chain(name)) }
        #expect(memory.recall("a") != nil)
        memory.remember(chain("c"))
        #expect(memory.recall("a") != nil)
        for name in ["d", "e", "f"] { memory.remember(chain(name)) }
        #expect(memory.recall("b") == nil)
        #expect(memory.count <= 4)
    }

    @Test func `it never holds more than it is told`() {
        var memory = ChainMemory(limit: 10)
        for number in 0..<100 {
            memory.remember(chain("\(number)"))
            _ = memory.recall("\(number / 2)")
            #expect(memory.count <= 10)
        }
    }
}
