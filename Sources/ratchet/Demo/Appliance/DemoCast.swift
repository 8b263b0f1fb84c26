import AdminAPI
import Foundation
import RatchetCore

/// The people of the demo, over the same interface as everybody: one plans, another one approves.
struct DemoCast {
    static let appliance = "support-1"

    /// Plans and starts; she may approve what others have planned.
    let alice: AdminClient
    /// Approves.
    let bob: AdminClient

    /// Lets both in, and signs them in.
    init(_ api: DemoAPI) async throws {
        alice = try await DemoCast.person("alice", .administrator, api.client)
        bob = try await DemoCast.person("bob", .approver, api.client)
    }

    private static func person(_ name: String, _ role: Role, _ local: AdminClient) async throws -> AdminClient {
        let password = UUID().uuidString
        let _: PersonResource = try await local.post(
            ["users"], PersonBody(name: name, role: role.rawValue, password: password))
        let session: SessionResource = try await local.post(
            ["session"], SignInBody(name: name, password: password, token: true))
        guard let token = session.token else { throw DemoError("\(name) could not sign in") }
        return AdminClient(base: local.base, credentials: Credentials(token: token))
    }

    /// Tells the server what there is: packages, calendar, appliance, its turn and its contract (G6).
    func furnish() async throws {
        _ = try await alice.fetch(["packages"], FileBody(text: DemoGraph.packages))
        _ = try await alice.fetch(["calendars"], FileBody(text: DemoGraph.calendars))
        let appliance = ApplianceBody(
            name: DemoCast.appliance, product: DemoGraph.product, driver: DemoFolder.driver, address: "simulated",
            calendar: DemoFolder.calendar)
        _ = try await alice.fetch(["appliances"], appliance)
        let today = ZoneID.utc.local(.present).date
        let _: ApplianceDetailsResource = try await alice.put(path("turn"), TurnBody(on: "\(today)"))
        let _: ApplianceDetailsResource = try await alice.put(
            path("contract"), ContractBody(until: "\(today.adding(days: 365))"))
    }

    func explanation() async throws -> ApplianceExplanationResource { try await alice.get(path("explanation")) }

    /// Once the appliance has said what it runs.
    func read() async throws -> ApplianceExplanationResource {
        while true {
            let explanation = try await explanation()
            if explanation.path != nil { return explanation }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    func plan() async throws { _ = try await alice.fetch(path("plan"), UpgradeBody()) }

    /// What the server says to somebody who approves what they have planned (G4).
    func approveAlone() async throws -> String {
        do {
            _ = try await alice.fetch(path("approve"), ApprovalBody())
            throw DemoError("the server let \(DemoCast.appliance)'s planner approve")
        } catch let refusal as CommandFailure {
            return refusal.problem?.title ?? refusal.text
        }
    }

    /// - Parameter packages: the hops as they were shown.
    func approve(_ packages: [String]) async throws {
        _ = try await bob.fetch(
            path("waive"), WaiverBody(rule: "G5", because: "there is no test appliance in the demo"))
        _ = try await bob.fetch(path("approve"), ApprovalBody(packages: packages))
    }

    func start() async throws { _ = try await alice.fetch(path("start")) }

    private func path(_ end: String) -> [String] { ["appliances", DemoCast.appliance, end] }
}
