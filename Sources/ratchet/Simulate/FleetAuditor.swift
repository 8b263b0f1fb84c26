import AdminAPI
import FleetAudit
import FleetSimulator
import Foundation
import RatchetCore

/// Asks a server to explain every device of a fleet, and compares that with the truth.
struct FleetAuditor: Sendable {
    let fleet: SimulatedFleet
    let client: AdminClient

    /// So long a device that disagrees is asked about again: a report may be on its way.
    private static let patience: Duration = .seconds(60)
    private static let pause: Duration = .seconds(3)
    /// Questions under way at once.
    private static let lines = 8

    /// The report; nil where Ctrl-C came first.
    func auditUntilStopped() async throws -> AuditReport? {
        try await withThrowingTaskGroup(of: AuditReport?.self) { group in
            group.addTask { try await audit() }
            group.addTask {
                await SimulateCommand.untilStopped()
                return nil
            }
            let report = try await group.next() ?? nil
            group.cancelAll()
            return report
        }
    }

    func audit() async throws -> AuditReport {
        let clock = ContinuousClock()
        let start = clock.now
        var findings: [Int: AuditFinding] = [:]
        var open = Array(1..<(fleet.count + 1))
        while !open.isEmpty {
            for (number, finding) in try await ask(about: open) { findings[number] = finding }
            open = open.filter { findings[$0]?.isWorthAnotherLook ?? true }
            guard !open.isEmpty, clock.now - start < FleetAuditor.patience else { break }
            try await clock.sleep(for: FleetAuditor.pause)
        }
        var report = AuditReport()
        for (number, finding) in findings.sorted(by: { $0.key < $1.key }) {
            if let device = fleet.summary(of: number) { report.note(finding, of: device) }
        }
        return report
    }

    private func ask(about numbers: [Int]) async throws -> [(Int, AuditFinding)] {
        try await withThrowingTaskGroup(of: (Int, AuditFinding)?.self) { group in
            var rest = numbers.makeIterator()
            var found: [(Int, AuditFinding)] = []
            for _ in 0..<FleetAuditor.lines {
                if let number = rest.next() { group.addTask { try await look(at: number) } }
            }
            while let one = try await group.next() {
                if let one { found.append(one) }
                if let number = rest.next() { group.addTask { try await look(at: number) } }
            }
            return found
        }
    }

    /// Truth, words, truth again.
    private func look(at number: Int) async throws -> (Int, AuditFinding)? {
        guard let before = fleet.summary(of: number) else { return nil }
        let said = try await statement(about: before.udid)
        guard let after = fleet.summary(of: number) else { return nil }
        return (number, AuditFinding.comparing(said, between: before, and: after, at: .present))
    }

    private func statement(about udid: String) async throws -> ServerStatement? {
        do {
            let explanation: ExplanationResource = try await client.get(["devices", udid, "explanation"])
            return ServerStatement(explanation)
        } catch let failure as CommandFailure where failure.code == .notFound {
            return nil
        }
    }
}

extension AuditFinding {
    fileprivate var isWorthAnotherLook: Bool {
        switch self {
        case .agrees, .cannotBeKnown: false
        case .disagrees, .changing: true
        }
    }
}

extension ServerStatement {
    /// What the interface says of a device.
    init(_ explanation: ExplanationResource) {
        let verdict = explanation.verdict
        self.init(
            reason: verdict.reason, since: verdict.since, causes: verdict.causes.map(\.reason),
            isPlanned: !explanation.plans.isEmpty)
    }
}

extension AdminClient {
    /// The server that `--audit` names.
    init(audited address: String) throws { self.init(base: try ServerOptions.url(address, "--audit")) }
}
