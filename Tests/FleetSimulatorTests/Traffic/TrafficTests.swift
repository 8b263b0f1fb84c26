import AppleMDM
import Foundation
import Testing

@testable import FleetSimulator

@Suite("The traffic of a fleet")
struct TrafficTests {
    private func histogram(_ milliseconds: [Int]) -> LatencyHistogram {
        milliseconds.reduce(into: LatencyHistogram()) { $0.note(.milliseconds($1)) }
    }

    @Test func `a percentile is at most an eighth too high and never beyond the longest`() {
        let times = histogram(Array(1...1_000))
        for (share, truth) in [(0.5, 500_000), (0.95, 950_000), (0.99, 990_000)] as [(Double, Int64)] {
            let found = times.percentile(share)
            #expect(found >= truth && found <= truth + truth / 8, "\(share): \(found)")
        }
        #expect(times.percentile(1) == 1_000_000 && times.longest == 1_000_000)
    }

    @Test func `every size has its place, in order, and the largest too`() {
        var last: Int64 = -1
        for exponent in 0..<60 {
            var one = LatencyHistogram()
            one.note(.microseconds(Int64(1) << exponent))
            #expect(one.percentile(0.5) > last)
            last = one.percentile(0.5)
        }
        var none = LatencyHistogram()
        #expect(none.percentile(0.99) == 0)
        none.note(.microseconds(-5))
        #expect(none.longest == 0 && none.count == 1)
    }

    @Test func `two histograms add up to one of both`() {
        var sum = histogram([1, 2, 900])
        sum.add(histogram([4, 5_000]))
        #expect(sum == histogram([1, 2, 900, 4, 5_000]))
    }

    @Test func `requests are counted by kind, failures by kind, and waiting apart`() {
        var traffic = Traffic()
        traffic.note(.tokens, waited: .zero, took: .milliseconds(4), failure: nil, at: 0)
        traffic.note(.tokens, waited: .seconds(2), took: .milliseconds(8), failure: .unavailable, at: 0.5)
        traffic.note(.idlePoll, waited: .zero, took: .seconds(30), failure: .timeout, at: 9.5)
        let figures = traffic.figures(at: 10)
        #expect(figures.rows.map(\.kind) == ["idle-poll", "tokens"] && figures.rows.map(\.count) == [1, 2])
        #expect(figures.all.failures == ["5xx": 1, "timeout": 1] && figures.failures == 2)
        #expect(figures.all.longest == 30_000 && figures.waits.longest == 2_000)
        #expect(figures.rateNow == 0.2 && figures.rateMean == 0.3)
    }

    @Test func `the rate of now forgets what was before`() {
        var traffic = Traffic()
        for second in 0..<100 {
            for _ in 0..<10 { traffic.note(.status, waited: .zero, took: .zero, failure: nil, at: Double(second)) }
        }
        #expect(traffic.figures(at: 100).rateNow == 10)
        #expect(traffic.figures(at: 110).rateNow == 0)
    }

    @Test func `a poll and the answer to a command are not the same`() {
        let identity = EnrolmentIdentity(device: .udid("u"))
        #expect(RequestKind(.connect(DeviceReport(identity: identity, status: .idle))) == .idlePoll)
        #expect(RequestKind(.connect(DeviceReport(identity: identity, status: .notNow))) == .commandAnswer)
    }

    @Test func `an answer that is none is a failure, and a declaration that is gone is not`() {
        #expect([200, 204, 404].allSatisfy { RequestFailure(status: $0) == nil })
        #expect(RequestFailure(status: 503) == .unavailable && RequestFailure(status: 400) == .rejected)
    }
}
