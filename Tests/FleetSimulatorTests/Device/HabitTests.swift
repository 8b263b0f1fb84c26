import AppleDDM
import Foundation
import Testing

@testable import FleetSimulator

/// The deadline is 1,000 seconds ahead; a notice is answered after ten, a night is 50 ahead, and a leave lasts 200.
@Suite("What users do")
struct HabitTests {
    private func enforced(_ habit: UserHabit, model: String = "iPhone17,1") throws -> Walker {
        let build = model.hasPrefix("Mac") ? "25D2128" : model.hasPrefix("Apple") ? "23K620" : "23D8133"
        var walker = try Walker(.obedient, habit, model: model, from: "26.3", build: build)
        try walker.enrol()
        try walker.enforce("26.4", in: 1_000)
        return walker
    }

    private func isDone(_ walker: Walker) -> Bool { walker.device.system.version.text == "26.4" }

    @Test("early: soon after the notice")
    func early() throws {
        var walker = try enforced(.installsEarly)
        try walker.pass(25)
        #expect(walker.truth.kind == .userDecides)
        try walker.pass(30)
        #expect(isDone(walker))
    }

    @Test("tonight: it says so, and installs in the night")
    func tonight() throws {
        var walker = try enforced(.tonight)
        try walker.pass(40)
        #expect(walker.truth.kind == .agreedTonight)
        #expect(
            walker.reported("softwareupdate.install-reason").last?["reason"] == ["declaration", "install-tonight"])
        #expect(walker.reported("softwareupdate.install-state").last == "prepared")
        try walker.pass(60)
        #expect(isDone(walker))
        #expect(walker.reported("softwareupdate.install-reason").last?["reason"] == [])
    }

    @Test("defers: prepared until the deadline, and installed at it")
    func defers() throws {
        var walker = try enforced(.defers)
        try walker.pass(990)
        #expect(walker.truth.kind == .userDecides)
        try walker.pass(30)
        #expect(isDone(walker))
    }

    @Test("never: with a passcode it stays prepared for ever, without one the deadline installs it")
    func never() throws {
        var phone = try enforced(.never)
        try phone.pass(5_000)
        #expect(phone.truth == DeviceTruth(phone.device))
        #expect(phone.truth.kind == .passcodeNotEntered && phone.truth.until == nil)
        #expect(phone.reported("softwareupdate.install-state").last == "prepared")
        var television = try enforced(.never, model: "AppleTV14,1")
        try television.pass(990)
        #expect(television.truth.kind == .userDecides)
        try television.pass(30)
        #expect(isDone(television))
    }

    @Test("on leave: nobody answers until the user is back, past the deadline too")
    func onLeave() throws {
        var walker = try Walker(.obedient, .onLeave, model: "iPhone17,1", from: "26.3.1", build: "23D8133")
        try walker.enrol()
        try walker.enforce("26.4", in: 60)
        try walker.pass(50)
        #expect(walker.truth.kind == .userDecides)
        try walker.pass(100)
        #expect(walker.truth.kind == .passcodeNotEntered)
        try walker.pass(100)
        #expect(isDone(walker))
    }
}
