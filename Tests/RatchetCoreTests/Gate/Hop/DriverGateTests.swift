import RatchetCore
import Testing

@Suite("What the driver has to be like for a hop")
struct DriverGateTests {
    private let earlier = CallAtWork(
        verb: .install, key: "k0", since: noon - .hours(2), process: 4711, folder: "appliances/a1/install.k0")

    @Test func `D4: beside an earlier call that is still at work no hop begins, and it is named`() throws {
        var scene = try UpgradeScene()
        scene.appliance.atWork = earlier
        let said = try #require(scene.spoken)
        #expect(scene.shut == [.callAtWork] && said.answer == .notYet && said.since == noon - .hours(2))
        #expect(said.evidence.map(\.ref) == ["process 4711 in appliances/a1/install.k0"])
        #expect(said.details["process"] == "4711" && said.next == Expectation(.endCall))
        #expect(Reason.callAtWork.waysOut == [.endCall])
        #expect(!Rule.D4.isWaivable)
    }

    @Test func `D4: whether it has ended is looked at as often as during a hop, whatever state the upgrade is in`()
        throws
    {
        var scene = try UpgradeScene()
        scene.appliance.atWork = earlier
        #expect(scene.next == .wait(until: noon + .minutes(1)))
        scene.now = noon + .minutes(1)
        #expect(scene.next == .call(.inventory))
        scene.appliance.verbs = [.install]
        #expect(scene.next == .call(.inventory), "with it the driver is looked at, even where it lacks the verb")
        scene = try UpgradeScene.failed(path("product-22.2"))
        scene.appliance.atWork = earlier
        #expect(scene.next == .wait(until: noon + .minutes(1)))
    }

    @Test func `D4: nothing is prepared beside an earlier call either`() throws {
        var scene = try UpgradeScene()
        (scene.appliance.atWork, scene.appliance.backup) = (earlier, Reading())
        scene.now = noon + .minutes(1)
        #expect(scene.next == .call(.inventory))
    }

    @Test func `D1: what could not be begun is the driver's fault, and is tried more and more seldom`() throws {
        var scene = try UpgradeScene()
        scene.appliance.installTrouble = ReadingTrouble("can be written by everybody", at: noon, tries: 3)
        let said = try #require(scene.spoken)
        #expect(scene.shut == [.installNotBegun] && said.answer == .no)
        #expect(said.details["why"] == "can be written by everybody")
        #expect(said.next == Expectation(.beginHop, by: noon + .minutes(4)))
        #expect(scene.next == .wait(until: noon + .minutes(4)))
        scene.now = noon + .minutes(4)
        #expect(scene.shut.isEmpty && scene.next == .beginHop)
    }

    @Test func `what a person wants to be tried is tried at once`() throws {
        var scene = try UpgradeScene()
        scene.appliance.installTrouble = ReadingTrouble("no such interpreter", at: noon, tries: 9)
        scene.appliance.tryAgain(with: scene.upgrade.nextHop)
        #expect(scene.next == .beginHop)
    }
}
