import SeededRandom

/// When the server is killed.
enum KillMoment: Equatable, Sendable {
    /// So long after it was started, ready or not: migration and recovery are hit too.
    case starting(Duration)
    /// So long after it was ready.
    case ready(Duration)
    /// So long after it was ready, and then so long after the next request of a device: in the middle of its commit.
    case request(Duration, lag: Duration)
    /// So long after it was ready, and then as soon as a device has read that something of its was taken.
    case answer(Duration)

    /// The moments of one run, drawn from a seed: the same seed gives the same moments.
    static func draw(_ count: Int, seed: UInt64) -> [KillMoment] {
        var random = SeededRandom(seed: seed)
        return (0..<count).map { _ in draw(&random) }
    }

    private static func draw(_ random: inout SeededRandom) -> KillMoment {
        func seconds(_ range: ClosedRange<Double>) -> Duration { .seconds(Double.random(in: range, using: &random)) }
        switch Int.random(in: 0..<10, using: &random) {
        case 0: return .starting(seconds(0...0.8))
        case 1: return .ready(seconds(0...0.3))
        case 2...3: return .ready(seconds(0.3...2.5))
        case 4...6: return .request(seconds(0.1...2), lag: seconds(0...0.012))
        default: return .answer(seconds(0.1...2))
        }
    }
}
