import Foundation
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

@Suite("The chain of the audit log")
struct AuditChainTests {
    private func lines(_ count: Int64) -> [ChainedLine] {
        var (lines, link): ([ChainedLine], [UInt8]?) = ([], nil)
        for position in 1...count {
            let line = AuditLine(
                id: "a\(position)", at: Instant(seconds: position), actor: .service, action: "plan.created",
                subject: "plan:\(position)", before: nil, after: ["name": "x"])
            let next = AuditChain.link(after: link, position, line)
            lines.append(ChainedLine(position: position, link: next, line: line))
            link = next
        }
        return lines
    }

    private func fault(_ lines: [ChainedLine], known: AuditChain.Head? = nil) -> AuditChain.Fault? {
        var verifier = AuditChain.Verifier(known: known)
        do {
            for line in lines { try verifier.follow(line) }
            try verifier.end()
            return nil
        } catch {
            return error
        }
    }

    private func changed(_ line: ChainedLine, after: [String: String]) -> ChainedLine {
        let old = line.line
        return ChainedLine(
            position: line.position, link: line.link,
            line: AuditLine(
                id: old.id, at: old.at, actor: old.actor, action: old.action, subject: old.subject, before: old.before,
                after: after))
    }

    @Test func `a chain that nobody touched is whole`() {
        let lines = lines(5)
        #expect(fault(lines) == nil)
        #expect(fault([]) == nil)
        #expect(fault(lines, known: .init(position: 3, link: lines[2].link)) == nil)
    }

    @Test func `a changed line is named`() {
        var lines = lines(5)
        lines[2] = changed(lines[2], after: ["name": "y"])
        #expect(fault(lines) == .broken(position: 3))
    }

    @Test func `a line that was taken out, or put in, is named`() {
        var lines = lines(5)
        let taken = lines.remove(at: 1)
        #expect(fault(lines) == .gap(expected: 2, found: 3))
        lines.insert(contentsOf: [taken, taken], at: 1)
        #expect(fault(lines) == .gap(expected: 3, found: 2))
    }

    @Test func `lines that were taken from the end are noticed with a known head only`() {
        let lines = lines(5)
        #expect(fault(Array(lines.prefix(3))) == nil)
        #expect(
            fault(Array(lines.prefix(3)), known: .init(position: 5, link: lines[4].link))
                == .shortened(end: 3, known: 5))
    }

    @Test func `a chain that was written anew is noticed with a known head`() {
        let lines = lines(5)
        #expect(fault(lines, known: .init(position: 2, link: lines[3].link)) == .otherHead(position: 2))
    }

    @Test func `no two lines have the same octets`() throws {
        func octets(_ subject: String, _ before: [String: String]?, _ after: [String: String]?) -> [UInt8] {
            AuditLine(
                id: "a", at: Instant(seconds: 1), actor: .service, action: "x", subject: subject, before: before,
                after: after
            ).octets(at: 1)
        }
        let all = [
            octets("s", nil, nil), octets("s", [:], nil), octets("s", nil, [:]), octets("s", ["a": "bc"], nil),
            octets("s", ["ab": "c"], nil), octets("s", nil, ["ab": "c"]), octets("s", ["a": "", "b": "c"], nil),
        ]
        #expect(Set(all).count == all.count)
    }

    /// Computed once with another program, as `docs/people.md` describes it: the format must not drift.
    @Test func `the first link is what the documentation says`() {
        let line = AuditLine(
            id: "a1", at: Instant(microseconds: 1_790_000_000_000_001),
            actor: AuditActor(.user, name: "anna", address: "192.0.2.7"), action: "plan.created", subject: "plan:7",
            before: nil, after: ["name": "café", "rule": "latest"])
        let link = AuditChain.link(after: nil, 1, line).map { String(format: "%02x", $0) }.joined()
        #expect(link == "6a7551b37b7060b1053a6db57a275b8aa9f45ef5ce5013b421e24ac8df86f11c")
    }

    @Test(arguments: StoreEngine.allCases)
    func `what steps wrote is one whole chain after the sequencer`(engine: StoreEngine) async throws {
        let installation = try Installation(on: engine)
        let anna = AuditActor(.user, name: "anna", address: "192.0.2.7")
        for number in 1...5 {
            try await installation.runner.acting(as: anna).perform { store, context in
                try store.audit("plan.created", of: "plan:\(number)", after: ["name": "x", "because": nil], context)
                return StepOutcome(())
            }
        }
        let lines = try await installation.write { store in
            while try store.hasUnplacedLines() { try store.placeLines(limit: 2, AuditChain.link) }
            return try store.auditLines(after: 0, limit: 9)
        }
        #expect(lines.map(\.position) == [1, 2, 3, 4, 5] && fault(lines) == nil)
        #expect(lines.allSatisfy { $0.line.actor == anna && $0.line.after == ["name": "x"] })
    }

    @Test func `no statement changes or removes a line, but for the one that gives it its place`() {
        let writing = StatementCatalog.all.map(\.sql).filter { sql in
            sql.contains("audit_line") && !sql.hasPrefix("SELECT") && !sql.hasPrefix("INSERT INTO audit_line")
        }
        #expect(writing == ["UPDATE audit_line SET position = $2, link = $3 WHERE id = $1 AND position IS NULL"])
    }
}
