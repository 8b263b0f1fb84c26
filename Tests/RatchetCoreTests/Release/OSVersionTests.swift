import RatchetCore
import SeededRandom
import Testing

@Suite("Versions")
struct OSVersionTests {
    @Test(arguments: [
        ("26", "26.0"), ("26.0", "26.0.0"), ("15.7.5", "15.7.5"), ("26.04", "26.4"), ("0", "0.0.0.0.0"),
    ])
    func `a missing number counts as zero`(_ one: String, _ other: String) throws {
        #expect(try version(one) == version(other))
    }

    @Test(arguments: [
        ("9", "10"), ("26.4", "26.10"), ("15.7.5", "26.0"), ("26.3.1", "26.4"), ("26.4", "26.4.0.1"), ("26", "26.0.1"),
    ])
    func `numbers are compared as numbers`(_ older: String, _ newer: String) throws {
        #expect(try version(older) < version(newer))
        #expect(try !(version(newer) < version(older)))
    }

    @Test(arguments: [
        "", ".", "26.", ".4", "26..4", "26.4 ", " 26.4", "26.4 (a)", "26.4a", "v26", "-26", "+26", "26,4",
        "1.2.3.4.5.6",
        "1234567890", "２６.4",
    ])
    func `what is no version is refused`(_ text: String) {
        #expect(OSVersion(text) == nil, "\(text) is no version")
    }

    @Test func `a version keeps the spelling it came in`() throws {
        #expect(try version("26.0").text == "26.0")
        #expect(try version("26.4").major == 26)
    }

    @Test func `only two or three numbers can be named in a declaration`() throws {
        #expect(try version("26.4").isDeclarable && version("15.7.5").isDeclarable)
        #expect(try !version("26").isDeclarable && !version("26.4.1.1").isDeclarable)
    }

    @Test func `versions have one order`() throws {
        var random = SeededRandom(seed: 6)
        let versions = try (0..<60).map { _ in
            let parts = (0..<Int.random(in: 1...4, using: &random)).map { _ in Int.random(in: 0...3, using: &random) }
            return try version(parts.map(String.init).joined(separator: "."))
        }
        for one in versions {
            for other in versions {
                let answers = [one < other, one == other, other < one]
                #expect(answers.filter(\.self).count == 1, "\(one) and \(other)")
                for third in versions where one < other && other < third { #expect(one < third) }
            }
        }
    }
}
