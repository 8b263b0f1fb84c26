public import FleetSimulator
import Foundation
import RatchetCore

/// Asks a server to explain every device of a fleet, and compares that with the truth.
public struct FleetAuditor: Sendable {
    /// What the server says of the device with this UDID; nil where it does not know it.
    public typealias Question = @Sendable (_ udid: String) async throws -> ServerStatement?

    private let fleet: SimulatedFleet
    private let ask: Question

    /// So long a device that disagrees is asked about again: a report may be on its way.
    private static let patience: Duration = .seconds(60)
    private static let pause: Duration = .seconds(3)
    /// Questions under way at once.
    private static let lines = 8

    public init(fleet: SimulatedFleet, ask: @escaping Question) { (self.fleet, self.ask) = (fleet, ask) }

    /// Asks about everybody, and about those that disagree or change again until they don't or patience is over.
    public func audit() async throws -> AuditReport {
        let clock = ContinuousClock()
        let start = clock.now
        var findings: [Int: AuditFinding] = [:]
        var open = Array(1..<(fleet.count + 1))
        while !open.isEmpty {
            for (number, finding) in try await look(at: open) { findings[number] = finding }
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

    private func look(at numbers: [Int]) async throws -> [(Int, AuditFinding)] {
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
        let said = try await ask(before.udid)
        guard let after = fleet.summary(of: number) else { return nil }
        let now = Instant(seconds: Int64(Date().timeIntervalSince1970))
        return (number, AuditFinding.comparing(said, between: before, and: after, at: now))
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
