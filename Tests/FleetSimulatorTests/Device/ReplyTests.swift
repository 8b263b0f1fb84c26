import AppleDDM
import AppleMDM
import Foundation
import Testing

@testable import FleetSimulator

@Suite("What answers of the server lead to")
struct ReplyTests {
    static let unrecognized = Data("{\"code\":\"com.apple.unrecognized.device\"}".utf8)

    @Test(
        "a status leads to",
        arguments: [
            (DeviceReply(status: 200), DeviceRequest.tokens, ReplyVerdict.accepted),
            (DeviceReply(status: 404), .tokens, .refused),
            (DeviceReply(status: 404), .declaration(entry), .notOnServer),
            (DeviceReply(status: 400), .tokens, .refused),
            (DeviceReply(status: 403), .tokens, .refused),
            (
                DeviceReply(status: 403, body: unrecognized), .tokens,
                .unenrolled(reason: "com.apple.unrecognized.device to tokens")
            ),
            (
                DeviceReply(status: 403, body: UnrecognizedDeviceResponse().plist()), .tokens,
                .unenrolled(reason: "com.apple.unrecognized.device to tokens")
            ),
            (DeviceReply(status: 401), .tokens, .unenrolled(reason: "401 to tokens")),
            (DeviceReply(status: 503, retryAfter: 7), .tokens, .unavailable(retryAfter: 7)),
            (DeviceReply(status: 500), .declaration(entry), .unavailable(retryAfter: nil)),
            (DeviceReply(status: 429), .tokens, .unavailable(retryAfter: nil)),
        ])
    func verdict(_ reply: DeviceReply, _ request: DeviceRequest, _ verdict: ReplyVerdict) {
        #expect(ReplyVerdict(reply, to: request) == verdict)
    }

    static let entry = ManifestEntry(key: DeclarationKey(kind: .configuration, identifier: "x"), serverToken: "1")

    @Test("401 unenrols for good")
    func unenrol() throws {
        var walker = try Walker()
        try walker.enrol()
        walker.server.instead["Idle"] = [DeviceReply(status: 401)]
        try walker.push()
        #expect(walker.device.next(at: walker.now, in: walker.surroundings) == .finish)
        let summary = DeviceSummary(walker.device)
        #expect(summary.stage == .unenrolled)
        #expect(summary.reason == "401 to Idle" || summary.reason == "401 to connect (Idle)")
        #expect(summary.alarms == 1)
    }

    @Test("an unreachable server is tried again, later and later but not too late")
    func unreachable() throws {
        var walker = try Walker()
        var waits: [Double] = []
        walker.now += 2
        for _ in 0..<12 {
            guard case .send = walker.device.next(at: walker.now, in: walker.surroundings) else { break }
            walker.device.unreachable(at: walker.now, in: walker.surroundings)
            guard case .wait(let date?) = walker.device.next(at: walker.now, in: walker.surroundings) else { break }
            waits.append(date.timeIntervalSince(walker.now))
            walker.now = date
        }
        #expect(waits.count == 12)
        #expect(waits[0] <= 1 && waits[3] > 3)
        #expect(waits.allSatisfy { $0 <= 60 })
    }

    @Test("Retry-After is kept")
    func retryAfter() throws {
        var walker = try Walker()
        walker.server.instead["Authenticate"] = [DeviceReply(status: 503, retryAfter: 30)]
        walker.now += 2
        let date = try #require(try walker.settle())
        #expect(date >= walker.now + 30)
    }

    @Test("a refusal is an alarm, not an end: the device comes back later")
    func refusal() throws {
        var walker = try Walker()
        walker.server.instead["TokenUpdate"] = [DeviceReply(status: 400)]
        try walker.pass(10)
        #expect(walker.device.enrolment == .enrolling)
        #expect(walker.device.alarms.map(\.text) == ["400 to TokenUpdate"])
        try walker.pass(100)
        #expect(walker.device.enrolment == .enrolled)
    }

    @Test("a push that comes while an answer is under way is not lost")
    func pushWhileBusy() throws {
        var walker = try Walker()
        try walker.enrol()
        walker.device.woken(at: walker.now)
        guard case .send(let idle) = walker.device.next(at: walker.now, in: walker.surroundings) else {
            Issue.record("no poll")
            return
        }
        let reply = walker.server.answer(idle)
        walker.server.order(.securityInfo(.init()))
        walker.device.woken(at: walker.now)
        walker.device.answered(reply, at: walker.now, in: walker.surroundings)
        try walker.settle()
        #expect(walker.server.results.last?.securityInfo != nil)
    }

    @Test("a push that overtakes the answer to TokenUpdate is not lost")
    func pushWhileEnrolling() throws {
        var walker = try Walker()
        walker.now += 2
        for _ in 0..<2 {
            guard case .send(let message) = walker.device.next(at: walker.now, in: walker.surroundings) else { break }
            let reply = walker.server.answer(message)
            if walker.server.requests.last == "TokenUpdate" { walker.device.woken(at: walker.now) }
            walker.device.answered(reply, at: walker.now, in: walker.surroundings)
        }
        try walker.settle()
        #expect(walker.server.requests == ["Authenticate", "TokenUpdate", "SetBootstrapToken", "Idle"])
    }
}
