import AdminAPI
import ArgumentParser
import Foundation
import Orchestrator
import RatchetCore

/// The audit log in words.
enum AuditOutput {
    static func actor(_ actor: AuditLineResource.Actor) -> String {
        actor.name.isEmpty || actor.name == actor.kind ? actor.kind : "\(actor.kind) \(actor.name)"
    }

    /// `role viewer > role operator`.
    static func change(_ line: AuditLineResource) -> String? {
        let words = [line.before, line.after].map { fields in
            fields.map { $0.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ") } ?? ""
        }
        return words.allSatisfy(\.isEmpty) ? nil : words[0].isEmpty ? words[1] : words.joined(separator: " > ")
    }

    static func words(for fault: AuditChain.Fault) -> String {
        switch fault {
        case .gap(let expected, let found):
            "After line \(expected - 1) comes line \(found): lines were taken out or put in, or the export does not begin at 1."
        case .broken(let position):
            "Line \(position) is not what it was, or does not belong after the one before it."
        case .otherHead(let position):
            "Line \(position) has another link than the one that was noted: the chain was written anew."
        case .shortened(let end, let known):
            "The chain ends at line \(end) and had reached line \(known): lines were taken from its end."
        }
    }

    static func whole(_ head: AuditChain.Head, _ options: ServerOptions) throws {
        let end = "\(head.position):\(Hex.text(head.link))"
        if options.json { return try Output.json(["head": end]) }
        try Output.line(
            """
            The chain is whole: \(Output.count(Int(head.position), "line")).
            Note its end somewhere else, and give it to the next run with --known:
            \(end)
            """)
    }

    /// `412:9f2c...`
    @Sendable static func head(_ text: String) throws -> AuditChain.Head {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let position = Int64(parts[0]), position >= 0, let link = Hex.octets(String(parts[1])),
            link.count == AuditChain.Head.start.link.count
        else {
            throw ValidationError("\"\(text)\" is not what `ratchet audit verify` prints: a place, a colon, a link.")
        }
        return AuditChain.Head(position: position, link: link)
    }
}

/// The log page by page.
struct AuditPages {
    let client: AdminClient

    func each(after start: Int64, _ body: (AuditLineResource) throws -> Void) async throws {
        var place = start
        while true {
            let page: AuditListResource = try await client.get(["audit"], ["after": String(place), "limit": "1000"])
            for line in page.lines { try body(line) }
            if page.lines.isEmpty || page.next <= place { return }
            place = page.next
        }
    }
}

/// An export, line by line, however large it is.
struct AuditFile {
    private let handle: FileHandle
    private let path: String
    /// A line is a few hundred octets; one that names 10,000 devices half a megabyte.
    private static let longestLine = 4 << 20

    init(_ path: String) throws {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw CommandFailure(
                .notFound, "\(path) can't be read. Give a file that `ratchet audit export` has printed.")
        }
        (self.handle, self.path) = (handle, path)
    }

    /// - Throws: `AuditChain.Fault` for a line that tells no kind or link.
    func each(_ body: (ChainedLine) throws -> Void) throws {
        var (rest, number) = (Data(), 0)
        while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty {
            rest.append(chunk)
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                number += 1
                try read(rest[rest.startIndex..<end], number, body)
                rest = rest[rest.index(after: end)...]
            }
            if rest.count > AuditFile.longestLine { throw fault(number + 1) }
        }
        if !rest.isEmpty { try read(rest, number + 1, body) }
    }

    private func read(_ bytes: Data, _ number: Int, _ body: (ChainedLine) throws -> Void) throws {
        guard let line = try? JSONDecoder().decode(AuditLineResource.self, from: bytes) else { throw fault(number) }
        // The chain is over what a line means; what people read of it has to mean the same, so it is held to the very octets.
        guard let chained = line.chained,
            try Output.jsonLine(AuditLineResource(chained)) == String(decoding: bytes, as: UTF8.self)
        else { throw AuditChain.Fault.broken(position: line.position) }
        try body(chained)
    }

    private func fault(_ number: Int) -> CommandFailure {
        CommandFailure(.refused, "\(path): line \(number) is no line of an export of the audit log.")
    }
}
