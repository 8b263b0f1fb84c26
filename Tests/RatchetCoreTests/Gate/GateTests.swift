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

    @Test func `what is missing comes before what would be a no`() throws {
        var device = try mac()
        device.observe(.supervised(false), .report(1))
        device.capabilities = nil
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
