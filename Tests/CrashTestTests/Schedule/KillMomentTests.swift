import Testing

@testable import CrashTest

@Suite("When the server is killed")
struct KillMomentTests {
    @Test func `the same seed gives the same moments`() {
        #expect(KillMoment.draw(50, seed: 7) == KillMoment.draw(50, seed: 7))
        #expect(KillMoment.draw(50, seed: 7) != KillMoment.draw(50, seed: 8))
    }

    @Test func `starts, any moments, requests and answers are all hit`() {
        let moments = KillMoment.draw(100, seed: 1)
        var (starting, ready, request, answer) = (0, 0, 0, 0)
        for moment in moments {
            switch moment {
            case .starting: starting += 1
            case .ready: ready += 1
            case .request: request += 1
            case .answer: answer += 1
            }
        }
        #expect(starting > 3 && ready > 15 && request > 15 && answer > 15)
    }

    @Test(arguments: [(0, []), (1, [1]), (20, [20]), (21, [11, 10]), (100, [20, 20, 20, 20, 20])])
    func `kills are shared out evenly among as few runs as will do`(kills: Int, runs: [Int]) {
        #expect(CrashTest.split(kills) == runs)
    }
}
