import Foundation
import LocalServer

/// The disk runs full while devices talk, room is made, it runs full again, and the server is killed while it is.
struct FullDiskScenario: Sendable {
    let trouble: DiskTrouble

    private var site: Site { trouble.site }
    private var volume: Volume { trouble.volume }

    func run(_ result: RunResult) async throws -> RunResult {
        try await site.run {
            var result = result
            if let server = try await trouble.begin(), try await livesThrough(server, &result),
                let next = try await dies(server, &result)
            {
                trouble.tell("\(result.name): the end of the run")
                result.count(try await site.finish(next))
            }
            return result
        }
    }

    /// The same server goes on when there is room again.
    private func livesThrough(_ server: ServerProcess, _ result: inout RunResult) async throws -> Bool {
        trouble.tell("\(result.name): the disk runs full")
        try volume.fill()
        try await trouble.expectRefusals(server, code: "store-full", &result)
        trouble.tell("\(result.name): there is room again")
        try volume.free()
        guard site.witness.losses.isEmpty, await trouble.hears(20) else { return false }
        result.notes.append("with room again it goes on without a restart")
        result.count(try await site.reader.compare())
        return site.witness.losses.isEmpty
    }

    private func dies(_ server: ServerProcess, _ result: inout RunResult) async throws -> ServerProcess? {
        trouble.tell("\(result.name): killed on a full disk")
        try volume.fill()
        try await trouble.expectRefusals(server, code: "store-full", &result)
        await trouble.crash(server, &result)
        try await trouble.expectNoStart(on: site.data + "/new", "a first start on a full disk", &result)
        let next = try await trouble.startInTrouble("a start on a full disk", &result)
        guard site.witness.losses.isEmpty else { return nil }
        try volume.free()
        guard let next else { return try await trouble.startAgain(&result) }
        guard await trouble.hears(20) else { return nil }
        result.count(try await site.reader.compare())
        return site.witness.losses.isEmpty ? next : nil
    }
}
