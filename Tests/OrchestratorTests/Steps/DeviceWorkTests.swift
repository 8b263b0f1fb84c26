import Testing

@testable import Orchestrator

@Suite("Work that waits in the outbox")
struct DeviceWorkTests {
    @Test func `a log line about an appliance calls it one`() {
        #expect(DeviceWork.appliances.subject == "appliance" && DeviceWork.timers.subject == "device")
    }
}
