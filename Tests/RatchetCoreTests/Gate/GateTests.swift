import RatchetCore
import Testing

@Suite("The gates before an enforcement")
struct GateTests {
    @Test func `a supervised Mac of which everything is known passes`() throws {
        #expect(try DeviceGates.judge(mac()) == .open)
    }

    @Test func `between Authenticate and the first TokenUpdate the answer is not yet, after CheckOut no`() throws {
        var device = try mac()
        device.enrolment = .authenticated
        #expect(DeviceGates.judge(device) == .notYet(.enrolmentIncomplete))
        device.enrolment = .checkedOut
        #expect(DeviceGates.judge(device) == .no(.notEnrolled))
    }

    @Test(arguments: ["capabilities", "supervision", "os-version", "feed-key"])
    func `while one of the four facts is missing, the answer is not yet and never no`(_ missing: String) throws {
        var device = try mac()
        switch missing {
        case "capabilities": device.capabilities = nil
        case "supervision": device.isSupervised = nil
        case "os-version": device.installed = nil
        default: device.statusFeedKey = nil
        }
        #expect(DeviceGates.judge(device) == .notYet(.inventoryPending))
        #expect(InventoryGate.missing(in: device) == [missing])
    }

    @Test func `what is a no for good does not wait for what is missing`() throws {
        var device = try mac()
        (device.capabilities, device.statusFeedKey) = (nil, nil)
        device.observe(.supervised(false), .report(1))
        #expect(DeviceGates.judge(device) == .no(.notSupervised, evidence: [.report(1)]))
        device.kind = .user
        #expect(DeviceGates.judge(device) == .no(.userEnrolment))
    }

    @Test(arguments: [
        ("Mac14,7", "13.7.8", "14.0"), ("iPhone12,1", "16.7.12", "17.0"), ("iPad8,1", "16.7", "17.0"),
        ("AppleTV14,1", "18.3", "18.4"), ("RealityDevice14,1", "2.6", "26.0"),
    ])
    func `below the floor a device can't be told, also when it never says what it can do`(
        _ product: String, _ below: String, _ floor: String
    ) throws {
        var device = try mac()
        (device.productName, device.capabilities) = (product, nil)
        device.observe(.osVersion(try version(below)), .report(5))
        #expect(DeviceGates.judge(device) == .no(.enforcementNotSupported, evidence: [.report(5)]))
        device.observe(.osVersion(try version(floor)), .report(6))
        #expect(DeviceGates.judge(device) == .notYet(.inventoryPending))
    }

    @Test func `a watch can never be told; of a kind that is not known nothing is assumed`() throws {
        var device = try mac()
        (device.productName, device.capabilities) = ("Watch7,5", nil)
        #expect(DeviceGates.judge(device).verdict?.reason == .enforcementNotSupported)
        device.productName = "Unheard1,1"
        #expect(DeviceGates.judge(device) == .notYet(.inventoryPending))
    }

    @Test(arguments: [
        ("Mac14,7", "13.9", "macOS 14.0"), ("iPhone17,1", "16.7.1", "iOS 17.0"), ("AppleTV11,1", "18.3", "tvOS 18.4"),
        ("RealityDevice14,1", "2.6", "visionOS 26.0"),
    ])
    func `a device below the floor is told so, whatever it says that it can do`(
        product: String, runs: String, floor: String
    ) throws {
        var device = try mac()
        device.productName = product
        device.observe(.osVersion(try version(runs)), .report(5))
        #expect(DeviceGates.judge(device) == .no(.enforcementNotSupported, evidence: [.report(5)]))
        let context = ExplainContext(now: Evidence.report(6).at)
        let verdict = try #require(DeviceGates.judge(device).verdict?.completed(for: device, in: context))
        #expect(verdict.details["floor"] == floor)
        device.capabilities = nil
        device.observe(.osVersion(try version("26.4")), .report(5))
        #expect(DeviceGates.judge(device) == .notYet(.inventoryPending))
    }

    @Test func `a device enrolled by its user can never be told`() throws {
        var device = try mac()
        device.kind = .user
        #expect(DeviceGates.judge(device) == .no(.userEnrolment))
    }

    @Test func `a device that does not advertise the declaration can't be told`() throws {
        var device = try mac()
        device.observe(.capabilities(Capabilities(declarationTypes: [], statusItems: [])), .report(3))
        #expect(DeviceGates.judge(device) == .no(.enforcementNotSupported, evidence: [.report(3)]))
    }

    @Test func `a Mac must be supervised, a phone need not be`() throws {
        var device = try mac()
        device.observe(.supervised(false), .report(4))
        #expect(DeviceGates.judge(device) == .no(.notSupervised, evidence: [.report(4)]))
        device.productName = "iPhone17,1"
        #expect(DeviceGates.judge(device) == .open)
    }

    @Test func `nothing is enforced while Setup Assistant waits`() throws {
        var device = try mac()
        device.isAwaitingConfiguration = true
        #expect(DeviceGates.judge(device) == .notYet(.awaitingConfiguration))
    }

    @Test func `a shut gate is a verdict with its reason and evidence`() {
        #expect(GateAnswer.open.verdict == nil)
        #expect(GateAnswer.no(.notSupervised, evidence: [.report(1)]).verdict?.answer == .no)
        #expect(GateAnswer.notYet(.inventoryPending).verdict?.answer == .notYet)
    }
}
