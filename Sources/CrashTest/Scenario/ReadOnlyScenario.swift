import Foundation
import LocalServer

/// The file system becomes read-only under the running server, and is when it starts.
struct ReadOnlyScenario: Sendable {
    let trouble: DiskTrouble

    private var site: Site { trouble.site }
    private var volume: Volume { trouble.volume }

    func run(_ result: RunResult) async throws -> RunResult {
        try await site.run {
            var result = result
            guard let server = try await trouble.begin() else { return result }
            try await fails(under: server, &result)
            guard site.witness.losses.isEmpty else { return result }
            try volume.remount(readOnly: true)
            try await cannotStart(&result)
            try volume.remount(readOnly: false)
            guard site.witness.losses.isEmpty, let next = try await trouble.startAgain(&result) else { return result }
            trouble.tell("\(result.name): the end of the run")
            result.count(try await site.finish(next))
            return result
        }
    }

    /// A fault of the disk takes away the right to write from whoever has the files open; only another mount brings it back.
    private func fails(under server: ServerProcess, _ result: inout RunResult) async throws {
        guard case .image = volume.kind else {
            result.untried.append("read-only under the running server takes root and a loop device")
            return await trouble.crash(server, &result)
        }
        trouble.tell("\(result.name): read-only under the running server")
        try volume.fail()
        try await trouble.expectRefusals(server, code: "store-unavailable", &result)
        await trouble.crash(server, &result)
        try volume.unmount()
        try volume.mount()
    }

    /// Neither on data that is there, nor where the folder would have to be made.
    private func cannotStart(_ result: inout RunResult) async throws {
        trouble.tell("\(result.name): a start on it")
        try await trouble.expectNoStart(on: site.data, "a start on a read-only file system", &result)
        try await trouble.expectNoStart(on: site.data + "/new", "a first start on one", &result)
    }
}
