import Foundation
import Orchestrator
import RatchetCore
import Storage

extension Sabotage: Saboteur {
    /// The settings that a step gets.
    func settings(_ settings: Settings, _ step: ServerStep) -> Settings {
        var settings = settings
        if self == .ignoresNotice { settings.notice = MinimumNotice(.zero) }
        if self == .oneMissIsGone, step == .feed { settings.lookupInterval = .zero }
        return settings
    }

    /// True when the answer does not wait for what it answers for.
    func answersBeforeCommit(_ step: ServerStep) -> Bool {
        switch self {
        case .answersReportsBeforeCommit: step == .message("status")
        case .answersSecretsBeforeCommit: step == .message("SetBootstrapToken")
        default: false
        }
    }

    /// Rows before a step, in its transaction.
    func before(_ step: ServerStep, _ store: inout StoreTransaction, _ now: Instant) throws {
        switch self {
        case .plannerSeesAnOlderSystem where step == .settle(WorkKind.plan): try replaceFacts("\"26.", "\"20.", &store)
        case .plannerSeesAnotherModel where step == .settle(WorkKind.plan):
            for (old, new) in Sabotage.models { try replaceFacts(old, new, &store) }
        case .secondEnforcement: try store.run("DROP INDEX IF EXISTS enforcement_open")
        case .servesTheWanted where step.isFetch: try store.run("UPDATE enrolment SET advertised_token = wanted_token")
        case .brokenStep where step == .message("tokens"): throw StoreError.corrupt("sabotage")
        default: break
        }
    }

    /// Rows after a step, in its transaction.
    func after(_ step: ServerStep, _ store: inout StoreTransaction, _ now: Instant) throws {
        switch self {
        case .plannerSeesAnOlderSystem where step == .settle(WorkKind.plan): try replaceFacts("\"20.", "\"26.", &store)
        case .plannerSeesAnotherModel where step == .settle(WorkKind.plan):
            for (old, new) in Sabotage.models { try replaceFacts(new, old, &store) }
        case .believesAPush where step == .settle(WorkKind.push): try callDone(&store)
        case .neverAsksInventory: try store.run("DELETE FROM command WHERE request_type = 'DeviceInformation'")
        case .tokenTellsTheDevice where step == .message("TokenUpdate"): try renameTokens(&store)
        default:
            if let statement = Sabotage.afterwards(self, step) { try store.run(statement) }
        }
    }

    /// Rows before a verdict; they are put back after it.
    func beforeJudging(_ id: DeviceID, _ store: inout StoreTransaction) throws {
        switch self {
        case .judgesWithoutCatalog: try store.run("DELETE FROM catalog_state")
        case .guessesInventory:
            guard var facts = try store.device(id)?.facts, facts.feedKey == nil || facts.capabilities == nil else {
                return
            }
            let guess = Evidence(.plan, at: Instant(seconds: 0), ref: "guess")
            facts.capabilities = Known(
                Capabilities(declarationTypes: [Capabilities.enforcementType], statusItems: []), guess)
            facts.isSupervised = Known(true, guess)
            facts.installed = OSVersion("26.0").map { Known(InstalledOS(version: $0), guess) }
            facts.statusFeedKey = Known(FeedKey("nobody's"), guess)
            try store.save(facts, of: id)
        default: break
        }
    }

    /// The answer on its way out.
    func distort(_ reply: SimulatedServer.Reply, to message: String, _ step: Int) -> SimulatedServer.Reply {
        var reply = reply
        switch self {
        case .answers404 where message.hasPrefix("declaration/") && step.isMultiple(of: 5):
            return SimulatedServer.Reply(status: 404)
        case .answers401 where message == "connect (Idle)" && step.isMultiple(of: 7):
            return SimulatedServer.Reply(status: 401)
        case .neverTellsTokens where message == "tokens": return SimulatedServer.Reply(status: 503, retryAfter: 3600)
        case .wrongContentType where message == "declaration-items": reply.contentType = "text/html"
        default: break
        }
        return reply
    }
}

extension Sabotage {
    /// Models of the feed that no simulated device is.
    static let otherModels = ["iPhone13,2", "iPad11,6"]
    /// Models that stay on 18, and the others in their place, as facts spell them.
    private static let models = [("\"iPhone11,2\"", "\"iPhone13,2\""), ("\"iPad7,11\"", "\"iPad11,6\"")]

    private static func afterwards(_ sabotage: Sabotage, _ step: ServerStep) -> SQLStatement? {
        switch sabotage {
        case .secondEnforcement where step == .settle(WorkKind.plan):
            """
            INSERT INTO enforcement (id, device_id, plan_id, state, outcome, planned_at, document)
            SELECT id || '-twin', device_id, plan_id, state, outcome, planned_at, document FROM enforcement
            WHERE state <> 'closed' ON CONFLICT (id) DO NOTHING
            """
        case .bytesChangeUnderTheirToken:
            """
            UPDATE manifest_declaration
            SET body = CAST(REPLACE(CAST(body AS TEXT), '"Ratchet"', '"' || enrolment_id || '"') AS BLOB)
            WHERE identifier = 'ratchet.organization-info'
            """
        case .forgetsCancellations where step == .cancelPlan:
            "UPDATE plan SET state = 'active', cancelled_at = NULL WHERE state = 'cancelled'"
        case .neverCloses:
            """
            UPDATE OR IGNORE enforcement
            SET state = 'done', document = REPLACE(document, '"state":"closed"', '"state":"done"')
            WHERE state = 'closed' AND outcome = 'done'
            """
        case .neverLetsGo where step == .claim(WorkKind.plan):
            "UPDATE outbox SET lease_until = 4000000000000000, fence = fence + 1 WHERE kind = 'plan'"
        default: nil
        }
    }

    private func replaceFacts(_ old: String, _ new: String, _ store: inout StoreTransaction) throws {
        try store.run("UPDATE device SET facts = REPLACE(facts, $1, $2)", [.text(old), .text(new)])
    }

    private func callDone(_ store: inout StoreTransaction) throws {
        for var enforcement in try store.openAndDoneEnforcements() where enforcement.state.isLive {
            let evidence = Evidence(.push, at: enforcement.since, ref: "sabotage")
            let target = enforcement.target
            _ = enforcement.reportedVersion(
                InstalledOS(version: target.version, supplementalBuild: target.build), evidence)
            try store.save(enforcement)
        }
    }

    private func renameTokens(_ store: inout StoreTransaction) throws {
        try store.run("PRAGMA defer_foreign_keys = ON")
        for (table, column, owner) in [
            ("manifest", "token", "enrolment_id"), ("manifest_declaration", "token", "enrolment_id"),
            ("enrolment", "wanted_token", "id"), ("enrolment", "advertised_token", "id"),
        ] {
            try store.run(
                SQLStatement(
                    "UPDATE \(table) SET \(column) = \(column) || '-' || \(owner) WHERE INSTR(\(column), '-') = 0"))
        }
    }
}

extension ServerStep {
    fileprivate var isFetch: Bool {
        if case .message(let name) = self { name.hasPrefix("declaration/") } else { false }
    }
}
