import Orchestrator
import RatchetCore
import Storage
import TestSupport

/// One production appliance that runs base 6.0 and product 22.1, with its graph, its calendar and a driver that does everything.
struct ApplianceStage {
    let house: Installation
    var driver: PlayedDriver

    /// - Parameter verbs: what the driver can do.
    init(
        role: String = "production", settings: Settings = Settings(), verbs: Set<DriverVerb>? = nil,
        graph: ReleaseGraph? = nil
    ) async throws {
        house = try Installation(settings: settings)
        driver = try PlayedDriver()
        if let verbs { driver.verbs = verbs }
        _ = try await house.runner.perform(AdminPackages.importGraph(try graph ?? Sample.graph()))
        _ = try await house.runner.perform(AdminCalendars.importCalendars([try Sample.nights()]))
        try await perform(AdminAppliances.add(.alpha.with { $0.role = role }, drivers: ["command"], by: .administrator))
        try await drive()
    }

    /// Does a step for somebody, `anna` unless another is named.
    @discardableResult
    func perform<Reply: Sendable>(as name: String = "anna", _ step: @escaping AdminStep<Reply>) async throws -> Reply {
        try await house.runner.acting(as: AuditActor(.user, name: name)).perform(step)
    }

    func refused<Reply: Sendable>(as name: String = "anna", _ step: @escaping AdminStep<Reply>) async -> AdminProblem? {
        await problem { try await perform(as: name, step) }
    }

    /// Lets the driver answer, until nothing is asked of it.
    @discardableResult
    mutating func drive() async throws -> [DriverVerb] { try await house.drive(&driver) }

    /// Lets half an hour pass, minute by minute, with whatever is due and whatever the driver is asked.
    mutating func walk() async throws {
        for _ in 1...30 {
            house.clock.advance(by: .minutes(1))
            try await look()
            try await drive()
        }
    }

    func show() async throws -> ApplianceDetails { try await house.runner.read(AdminAppliances.show("alpha")) }

    func explain() async throws -> ApplianceExplanation {
        try await house.runner.read(AdminAppliances.explain("alpha"))
    }

    var state: UpgradeState? {
        get async throws { try await show().summary.upgrade?.upgrade.state }
    }

    /// The first night's window, with every gate open that people open.
    ///
    /// - Parameter verb: before the call of this verb everything stops.
    mutating func startAtNight(
        _ request: UpgradeRequest = UpgradeRequest(), stoppingBefore verb: DriverVerb? = nil
    ) async throws {
        try await perform(AdminAppliances.setTurn("alpha", on: "2026-05-01"))
        try await perform(AdminAppliances.setContract("alpha", from: nil, until: "2026-12-31"))
        try await perform(AdminUpgrades.plan("alpha", request))
        try await perform(as: "bruno", AdminUpgrades.approve("alpha"))
        for rule in ["G5", "S1"] {
            try await perform(as: "bruno", AdminUpgrades.waive("alpha", rule: rule, because: "a test"))
        }
        house.clock.advance(by: .hours(11))
        try await perform(AdminUpgrades.start("alpha"))
        while try await waitingCall != verb || verb == nil, let call = try await house.beginCall() {
            try await house.settle(call, &driver)
        }
    }

    /// The call that no worker has taken yet.
    private var waitingCall: DriverVerb? {
        get async throws { try await show().summary.appliance.call.flatMap { $0.begunAt == nil ? $0.verb : nil } }
    }

    /// The audit log's lines, as action and subject.
    func auditLog() async throws -> [String] {
        try await house.write { store in
            try store.placeLines(limit: 100) { before, _, _ in before ?? [1] }
            return try store.auditLines(after: 0, limit: 100).map { "\($0.line.actor.name) \($0.line.action)" }
        }
    }
}

extension Rights {
    static let `operator` = Rights([.operator])
    static let administrator = Rights([.administrator])
}

extension ApplianceRequest {
    static var alpha: ApplianceRequest {
        ApplianceRequest(
            name: "alpha", product: "acme", driver: "command", address: "alpha.example.org", calendar: "nights",
            mail: "ops@example.org")
    }

    func with(_ change: (inout ApplianceRequest) -> Void) -> ApplianceRequest {
        var request = self
        change(&request)
        return request
    }
}
