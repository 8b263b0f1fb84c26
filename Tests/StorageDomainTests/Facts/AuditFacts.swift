import Foundation
import RatchetCore
import Storage
import Testing

extension DomainContract {
    static let audit = [
        Fact("audit lines get places and links by id, each from the one before") { store in
            #expect(try !store.hasUnplacedLines() && store.auditHead() == nil)
            for id in ["a2", "a1", "a3"] { try store.keep(done(id)) }
            #expect(try store.hasUnplacedLines() && store.auditLines(after: 0, limit: 9).isEmpty)
            try store.placeLines(limit: 2, counted)
            #expect(try store.auditLines(after: 0, limit: 9).map(\.line.id) == ["a1", "a2"])
            try store.placeLines(limit: 2, counted)
            let lines = try store.auditLines(after: 1, limit: 9)
            #expect(lines.map(\.position) == [2, 3] && lines.map(\.link) == [[1, 2], [1, 2, 3]])
            #expect(try store.auditHead() == lines.last && !store.hasUnplacedLines())
        },
        Fact("an audit line is read as it was written, with nothing and with empty fields") { store in
            let lines = [
                done("a1"), done("a2", before: [:], after: ["name": "caf\u{e9} \"x\"\n", "a": ""]),
                done("a3", by: AuditActor(.user, name: "anna", address: "192.0.2.7"), before: ["role": "viewer"]),
            ]
            for line in lines { try store.keep(line) }
            try store.placeLines(limit: 9, counted)
            #expect(try store.auditLines(after: 0, limit: 9).map(\.line) == lines)
        },
    ]
}

private func done(
    _ id: String, by actor: AuditActor = .service, before: [String: String]? = nil, after: [String: String]? = nil
) -> AuditLine {
    AuditLine(
        id: id, at: at(7), actor: actor, action: "plan.created", subject: "plan:7", before: before, after: after)
}

/// A link that tells which places it is made of.
private func counted(_ before: [UInt8]?, _ position: Int64, _ line: AuditLine) -> [UInt8] {
    (before ?? []) + [UInt8(position)]
}
