import Foundation
import SeededRandom
import Testing

@Suite struct SeededRandomTests {
    @Test("the values of a seed are those of the published algorithm")
    func values() {
        var random = SeededRandom(seed: 1_234_567)
        let published: [UInt64] = [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
        ]
        #expect(published.map { _ in random.next() } == published)
    }

    @Test("a stored generator goes on where it stood")
    func stored() throws {
        var random = SeededRandom(seed: 7)
        _ = random.next()
        var read = try JSONDecoder().decode(SeededRandom.self, from: try JSONEncoder().encode(random))
        #expect(read.next() == random.next())
    }

    @Test("a generator is stored under the name that stored fleets have")
    func storedForm() throws {
        let read = try JSONDecoder().decode(SeededRandom.self, from: Data(#"{"state": 9}"#.utf8))
        #expect(read == SeededRandom(seed: 9))
    }
}
