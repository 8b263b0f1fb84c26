import Foundation
import Logging
import TestSupport
import Testing

@testable import FleetSimulator

@Suite("A fleet that enrols with proof", .timeLimit(.minutes(2)))
struct ProvenFleetTests {
    @Test func `devices with links fetch their profiles and certificates and sign what they say`() async throws {
        let server = try ProvingServer(links: ["b", "c", "d"])
        try await LoopbackServer.serving(server.router) { address in
            server.listens(at: address)
            let links = ["a", "b", "c", "d"].map { FleetEnrolment.Invitation.link("\(address)/enroll/\($0)") }
            var configuration = FleetConfiguration(
                enrolment: FleetEnrolment(links), devices: 3, moods: .obedient, push: nil, lookup: nil)
            configuration.durations = PhaseDurations.demo.faster(by: 20)
            let fleet = try SimulatedFleet(configuration, logger: Logger(label: "test"))
            let events = fleet.events()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await fleet.runDevices() }
                var enrolled = 0
                for await event in events where event.kind == .enrolled {
                    enrolled += 1
                    if enrolled == 3 { break }
                }
                group.cancelAll()
                try await group.waitForAll()
            }
            #expect(fleet.progress().devices.allSatisfy { $0.alarms == 0 })
            #expect(server.refusals.isEmpty && server.challenges.isEmpty)
            #expect(Set(fleet.cells.map(\.device.identity.topic)) == [SampleProfile.topic])
            #expect(Set(fleet.cells.map(\.device.management?.credentials?.certificate)).count == 3)
        }
    }

    @Test(
        arguments: [
            ("https://x/enroll/s", "https://x/enroll/s/profile"), ("https://x/enroll/s/", "https://x/enroll/s/profile"),
            ("https://x/enroll/s/profile", "https://x/enroll/s/profile"),
        ])
    func `a link of the page leads to the profile`(_ link: String, _ address: String) {
        #expect(ProfileClient.address(link) == address)
    }

    @Test func `roots that are no certificates are refused`() {
        #expect(throws: FleetError(.badConfiguration, "")) { try ClientTLS(roots: Data("none".utf8)) }
    }
}
