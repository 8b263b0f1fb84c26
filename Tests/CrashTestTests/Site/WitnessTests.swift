import FleetSimulator
import Foundation
import Testing

@testable import CrashTest

@Suite("The witness of a crash test")
struct WitnessTests {
    private func request(_ udid: String) -> WitnessedRequest {
        WitnessedRequest(udid: udid, kind: .status, body: Data("\(udid)'s report".utf8))
    }

    @Test func `a request that is under way and never answered was cut off`() async {
        let witness = Witness()
        witness.sent(request("A"))
        witness.sent(request("B"))
        let underWay = witness.underWay
        witness.ended(request("A"), WitnessedAnswer(status: 200))
        witness.ended(request("B"), nil)
        #expect(await witness.cutOff(underWay) == 1)
        #expect(witness.reports == 1)
    }

    @Test func `what is to be done at the next promise is done once, and not at a refusal`() async {
        let witness = Witness()
        let (deeds, deed) = AsyncStream.makeStream(of: Int.self)
        async let done: Void = witness.nextPromise { deed.yield(witness.reports) }
        while !witness.isArmed { await Task.yield() }
        witness.ended(request("A"), WitnessedAnswer(status: 503, retryAfter: 1))
        witness.ended(request("A"), WitnessedAnswer(status: 200))
        witness.ended(request("A"), WitnessedAnswer(status: 200))
        await done
        deed.finish()
        #expect(await deeds.reduce(into: []) { $0.append($1) } == [1])
    }

    @Test func `who waits for a request is told of the next one`() async {
        let witness = Witness()
        async let next: Void = witness.nextRequest()
        while !witness.isAwaited { await Task.yield() }
        witness.sent(request("A"))
        await next
    }
}
