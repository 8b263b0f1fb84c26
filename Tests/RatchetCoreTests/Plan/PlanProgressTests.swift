import RatchetCore
import SeededRandom
import Testing

@Suite("How far a plan's devices are")
struct PlanFunnelTests {
    private typealias Place = PlanFunnel.Place

    @Test func `every station has what the one before it has, less those who stay there`() {
        var random = SeededRandom(seed: 1)
        for _ in 0..<200 {
            var places: [Place: Int] = [:]
            for station in Station.allCases {
                for reason in [Reason.downloading, .failing, .current] where Int(random.next() % 2) == 0 {
                    places[Place(station: station, answer: .notYet, reason: reason)] = Int(random.next() % 1000)
                }
            }
            let steps = PlanFunnel(places).steps
            #expect(steps.map(\.station) == Station.allCases)
            #expect(steps.first?.reached == places.values.reduce(0, +))
            for (step, next) in zip(steps, steps.dropFirst()) {
                #expect(next.reached == step.reached - step.here.reduce(0) { $0 + $1.devices })
            }
            #expect(steps.last.map { step in step.here.reduce(0) { $0 + $1.devices } == step.reached } == true)
        }
    }

    @Test func `who stays is told by verdict, the most first`() {
        let funnel = PlanFunnel([
            Place(station: .downloading, answer: .no, reason: .blocked): 1,
            Place(station: .downloading, answer: .notYet, reason: .downloading): 5,
            Place(station: .done, answer: .yes, reason: .current): 4,
        ])
        #expect(funnel.steps[Station.downloading.rawValue].here.map(\.reason) == [.downloading, .blocked])
        #expect(funnel.steps.map(\.reached) == [10, 10, 10, 10, 10, 4, 4, 4])
    }

    @Test(arguments: [
        // Never told: what it runs needed nothing, or something shuts it out.
        (nil, false, Verdict.Answer.yes, Reason.current, Station.covered),
        (nil, false, .no, .notSupervised, .covered), (nil, false, .notYet, .planned, .planned),
        // On its way, also where it has gone back since.
        (Station.prepared, true, .notYet, .prepared, .prepared), (.prepared, true, .no, .blocked, .prepared),
        // Over: done for this plan or by itself, fallen out, or before a new target.
        (.done, false, .yes, .current, .done), (.offered, false, .yes, .current, .done),
        (.downloading, false, .no, .notEnrolled, .downloading), (.done, false, .notYet, .planned, .planned),
    ])
    func `a device is where it came to`(
        furthest: Station?, isOpen: Bool, answer: Verdict.Answer, reason: Reason, station: Station
    ) {
        #expect(Place(furthest: furthest, isOpen: isOpen, answer: answer, reason: reason).station == station)
    }

    @Test func `no state is further than the phase it belongs to`() throws {
        for state in EnforcementState.allCases where state != .closed {
            var enforcement = try plannedEnforcement().snapshot
            enforcement.state = state
            let station = Enforcement(restoring: enforcement).station
            #expect(station <= .offered || state.phase.rawValue >= Phase.preparation.rawValue, "\(state)")
            #expect((station == .done) == (state == .done), "\(state)")
        }
    }
}

@Suite("Devices done over time")
struct CompletionCurveTests {
    private func at(_ seconds: Int64) -> Instant { Instant(seconds: 1_000_000 + seconds) }

    @Test func `points lie at equal distances and the last is now`() {
        let curve = CompletionCurve(times: [at(35), at(5), at(60)], from: at(0), until: at(60), most: 6)
        #expect(curve.points.map(\.at) == [10, 20, 30, 40, 50, 60].map(at))
        #expect(curve.points.map(\.done) == [1, 1, 1, 2, 2, 3])
    }

    @Test func `it never falls, has at most 60 points, and ends with all`() {
        var random = SeededRandom(seed: 7)
        for count in [0, 1, 59, 500] {
            let times = (0..<count).map { _ in at(Int64(random.next() % 1_000_000)) }
            let curve = CompletionCurve(times: times, from: at(0), until: at(1_000_000))
            #expect(curve.points.count == 60 && curve.points.last?.done == count)
            #expect(zip(curve.points, curve.points.dropFirst()).allSatisfy { $0.at < $1.at && $0.done <= $1.done })
        }
    }

    @Test func `a plan that was made just now has one point`() {
        let curve = CompletionCurve(times: [], from: at(0), until: at(0))
        #expect(curve.points == [.init(at: at(0), done: 0)])
    }

    @Test func `what was done at an unknown time counts from the beginning`() {
        let curve = CompletionCurve(times: [at(90)], undated: 3, from: at(0), until: at(100), most: 2)
        #expect(curve.points.map(\.done) == [3, 4])
    }

    @Test func `a clock that ran backwards makes no curve of its own`() {
        let curve = CompletionCurve(times: [at(-10)], from: at(0), until: at(-5), most: 5)
        #expect(curve.from == at(-10) && curve.until == at(-5) && curve.points.last?.done == 1)
    }
}
