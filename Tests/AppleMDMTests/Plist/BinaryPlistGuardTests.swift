import AppleMDM
import Foundation
import SeededRandom
import Testing

@Suite struct BinaryPlistGuardTests {
    /// A check-out message with one more key, whose value is built by the caller.
    private func message(_ build: (inout BinaryPlistBuilder) -> UInt8) -> Data {
        var builder = BinaryPlistBuilder()
        let keys = [builder.string("MessageType"), builder.string("UDID"), builder.string("x")]
        let values = [builder.string("CheckOut"), builder.string("U"), build(&builder)]
        let top = builder.dictionary(keys, values)
        return builder.plist(top: top)
    }

    @Test func aPlainOneIsRead() throws {
        let plist = message { $0.string("y") }
        #expect(try CheckInMessage(plist: plist) == .checkOut(CheckOut(identity: .init(device: .udid("U")))))
    }

    @Test func anArrayWithinItselfIsRefused() {
        #expect(refusal(message { $0.array([5]) }) == .notAPlist)
        #expect(refusal(message { builder in builder.array([6, builder.array([5])]) }) == .notAPlist)
    }

    @Test func aSetOnWhichFoundationCrashedIsRefused() {
        for kind: UInt8 in [0xB1, 0xC1] { #expect(refusal(message { $0.add([kind, 0]) }) == .notAPlist) }
    }

    @Test func nestingIsLimited() {
        func chain(_ depth: Int) -> Data {
            message { builder in
                var inner = builder.array([])
                for _ in 1..<depth { inner = builder.array([inner]) }
                return inner
            }
        }
        #expect(refusal(chain(31)) == nil)
        #expect(refusal(chain(32)) == .tooDeep)
        #expect(refusal(chain(200)) == .tooDeep)
    }

    @Test func sharedObjectsCountAsOftenAsTheyAreReferredTo() {
        let laughs = message { builder in
            var inner = builder.string("lol")
            for _ in 0..<20 { inner = builder.array(Array(repeating: inner, count: 10)) }
            return inner
        }
        #expect(refusal(laughs) == .tooLarge)
    }

    @Test func sharedTextWasCopiedForEachReference() {
        let limits = PlistLimits(maximumBytes: 400, maximumDepth: 32, maximumObjects: 100)
        func shared(_ count: Int) -> Data {
            message { builder in
                let text = builder.string("fourteen.octet")
                return builder.array(Array(repeating: text, count: count))
            }
        }
        #expect(refusal(shared(2), limits: limits) == nil)
        let nested = message { builder in
            let text = builder.string("fourteen.octet")
            let inner = builder.array(Array(repeating: text, count: 10))
            return builder.array([inner, inner, inner])
        }
        #expect(refusal(nested, limits: limits) == .tooLarge)
    }

    @Test func aLongKeyIsRefused() {
        func key(_ octets: Int) -> Data {
            message { builder in
                let length = BinaryPlistBuilder.bigEndian(UInt64(octets)).suffix(2)
                let key = builder.add([0x5F, 0x11] + length + Array(repeating: UInt8(ascii: "k"), count: octets))
                return builder.dictionary([key], [key])
            }
        }
        #expect(refusal(key(256)) == nil)
        #expect(refusal(key(257)) == .tooLarge)
    }

    @Test func referencesAndOffsetsOutOfBoundsAreRefused() {
        #expect(refusal(message { $0.array([250]) }) == .notAPlist)
        #expect(refusal(message { $0.add([0xAF, 0x13] + Array(repeating: 0xFF, count: 8)) }) == .notAPlist)
        #expect(refusal(message { $0.add([0xAF, 0x10, 0xFF]) }) == .notAPlist)
        #expect(refusal(message { $0.add([0xDF]) }) == .notAPlist)
    }

    @Test func absurdTrailersAreRefused() {
        let good = message { $0.string("y") }
        var random = SeededRandom(seed: 3)
        for place in (good.count - 32)..<good.count {
            for _ in 0..<8 {
                var bad = good
                bad[place] = UInt8.random(in: 0...255, using: &random)
                _ = refusal(bad)
            }
            var bad = good
            bad[place] = 0xFF
            _ = refusal(bad)
        }
    }

    @Test func aMillionReferencesCostLittle() {
        // 200 arrays that share one long run of references, each naming the next array over and over.
        var builder = BinaryPlistBuilder()
        for index in 0..<200 {
            _ = builder.add([0xAF, 0x11, 0x40, 0x00] + Array(repeating: UInt8(index + 1), count: 0x4000))
        }
        _ = builder.string("end")
        #expect(refusal(builder.plist(top: 0)) != nil)
    }
}
