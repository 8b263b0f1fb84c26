import Ports
import RatchetCore
import Synchronization
import Testing

@testable import Orchestrator

@Suite("How quickly pushes are sent")
struct PushPaceTests {
    /// How many are begun until `end`, by somebody who begins what may be begun and waits for as long as is said.
    private func begun(_ spread: inout PushSpread, until end: Duration, fails: Bool = false) -> Int {
        var (now, count): (Duration, Int) = (.zero, 0)
        while now < end {
            let allowance = spread.allowance(at: now)
            if allowance.count == 0 {
                now += allowance.pause
            } else {
                let begun = min(allowance.count, 128)
                spread.began(begun, at: now)
                for _ in 0..<begun { spread.note(isTrouble: fails, begunAt: now, at: now + .milliseconds(1)) }
                now += .microseconds(1)
                count += begun
            }
        }
        return count
    }

    @Test(arguments: [1, 50, 1000, 100_000]) func `so many a second, and no burst of more than a moment`(
        _ perSecond: Int
    ) {
        var spread = PushSpread(perSecond: perSecond, now: .zero)
        #expect(spread.allowance(at: .zero).count <= max(1, perSecond / 50))
        let sent = begun(&spread, until: .seconds(20))
        #expect(abs(sent - 20 * perSecond) <= max(2, perSecond / 10), "\(sent)")
    }

    @Test func `what was not used is not saved up`() {
        var spread = PushSpread(perSecond: 1000, now: .zero)
        #expect(spread.allowance(at: .seconds(3600)).count == 20)
    }

    @Test func `a service that takes nothing is tried one by one, and less and less often`() {
        var spread = PushSpread(perSecond: 1000, now: .zero)
        let tried = begun(&spread, until: .seconds(600), fails: true)
        #expect(tried < 160, "\(tried)")
        spread.note(isTrouble: false, begunAt: .seconds(700), at: .seconds(700))
        #expect(spread.allowance(at: .seconds(700)).count == 20)
    }

    @Test func `all that one broken connection took along is one failure`() {
        var spread = PushSpread(perSecond: 1000, now: .zero)
        for _ in 0..<500 { spread.note(isTrouble: true, begunAt: .seconds(1), at: .seconds(2)) }
        #expect(spread.allowance(at: .seconds(3)).count == 20)
    }

    @Test func `many refused tokens are spoken of once, until it is better`() {
        var window = RefusalWindow()
        for _ in 0..<80 { #expect(window.note(isRefused: false) == nil) }
        let spoken = (0..<60).compactMap { _ in window.note(isRefused: true) }
        #expect(spoken.count == 1 && spoken[0] == (21, 100))
        for _ in 0..<100 { #expect(window.note(isRefused: false) == nil) }
        #expect((0..<30).compactMap { _ in window.note(isRefused: true) }.count == 1)
    }

    @Test func `what comes while a batch is done is done together after it`() async {
        let batches = Mutex<[[Int]]>([])
        let (started, gate) = (AsyncStream<Void>.makeStream(), AsyncStream<Void>.makeStream())
        let gathering = Gathering<Int> { items in
            let isFirst = batches.withLock { batches in
                batches.append(items)
                return batches.count == 1
            }
            guard isFirst else { return }
            started.continuation.yield()
            for await _ in gate.stream { return }
        }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await gathering.add(0) }
            for await _ in started.stream { break }
            for item in 1...50 { group.addTask { await gathering.add(item) } }
            while gathering.waiting < 50 { await Task.yield() }
            gate.continuation.yield()
        }
        #expect(batches.withLock { $0.map(\.count) } == [1, 50])
    }

    @Test func `waits are short at first, then what APNs asks for and more`() {
        let waits = (1...9).map { PushBackOff.afterTrouble($0, retry: .minutes(15), chance: 0) }
        #expect(waits[0...2] == [.milliseconds(500), .seconds(2), .seconds(8)])
        #expect(waits[3...8] == [.minutes(15), .minutes(30), .hours(1), .hours(2), .hours(4), .hours(4)])
        let spread = PushBackOff.afterTooMany(1, retry: .minutes(15), chance: 0.999)
        #expect(spread > .minutes(18) && spread < .minutes(19))
    }

    @Test func `progress that can't be read is the beginning`() {
        var progress = PushProgress()
        (progress.taken, progress.failures) = (3, 2)
        #expect(PushProgress(body: progress.body) == progress)
        for body in ["", "x", "[]", "{\"taken\":-1}", "{\"taken\":\"1\"}"] {
            #expect(PushProgress(body: body) == PushProgress())
        }
    }
}
