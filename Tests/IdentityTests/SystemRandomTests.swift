import Foundation
import Identity
import Ports
import TestSupport
import Testing

@Suite("Chance and tokens")
struct SystemRandomTests {
    @Test func `a token has 256 bits in 43 characters that an address takes, and none is like another`() {
        let tokens = (0..<100).map { _ in SystemRandom().token() }
        #expect(Set(tokens).count == 100)
        #expect(tokens.allSatisfy { $0.wholeMatch(of: #/[A-Za-z0-9_-]{43}/#) != nil })
    }

    @Test func `a fraction is at least 0 and less than 1, and is spread`() {
        let fractions = (0..<1000).map { _ in SystemRandom().fraction() }
        #expect(fractions.allSatisfy { (0..<1).contains($0) })
        #expect(fractions.contains { $0 < 0.1 } && fractions.contains { $0 > 0.9 })
        #expect(CountingOctets().fraction() == 0.5)
    }
}
