public import Foundation
import LocalServer

/// All runs of a crash test, one after the other.
public struct CrashTest: Sendable {
    /// Says what happens at the moment, in one line.
    public typealias Teller = @Sendable (String) -> Void

    /// What was asked for.
    public struct Plan: Sendable {
        /// The `ratchet` that is tried.
        public var program: URL
        /// Where runs make their folders; nil where the system keeps temporary files.
        public var folder: URL?
        public var devices = 40
        /// Kills on SQLite.
        public var kills = 100
        /// Kills on PostgreSQL; for every four of them the database is stopped once too.
        public var postgresKills = 20
        /// Whether a full disk and a read-only file system are tried.
        public var triesDisk = true
        public var seed: UInt64 = 1
        public var sabotage: Sabotage?
        /// Where what can't be tried is a failure, as in CI.
        public var isStrict = false

        /// - Parameter program: a path; nil for the `ratchet` beside the program that runs now.
        public init(program: String?) throws {
            self.program =
                try program.map { URL(fileURLWithPath: $0) }
                ?? ServerProcess.thisProgram().deletingLastPathComponent().appendingPathComponent("ratchet")
        }
    }

    /// More kills than this, and the devices of a run would have nothing left to say.
    static let killsPerRun = 20

    let plan: Plan
    let tell: Teller

    public init(_ plan: Plan, tell: @escaping Teller) { (self.plan, self.tell) = (plan, tell) }

    /// One run after the other, each with the next seed; each is handed on when it is over.
    public func run(_ each: (RunResult) -> Void) async throws -> [RunResult] {
        var results: [RunResult] = []
        var seed = plan.seed
        func add(_ run: (UInt64) async throws -> RunResult) async throws {
            var result = try await run(seed)
            if plan.isStrict { result.losses += result.untried.map { Loss(.untried, nil, $0) } }
            results.append(result)
            each(result)
            seed += 1
        }
        for kills in CrashTest.split(plan.kills) { try await add { try await sqlite($0, kills) } }
        for kills in CrashTest.split(plan.postgresKills) { try await add { try await postgres($0, kills) } }
        if plan.postgresKills > 0 {
            try await add { try await database($0, stops: max(plan.postgresKills / 4, 1)) }
        }
        if plan.triesDisk {
            try await add { try await fullDisk($0) }
            try await add { try await readOnly($0) }
        }
        return results
    }

    /// As few runs as will do, all about as long.
    static func split(_ kills: Int) -> [Int] {
        guard kills > 0 else { return [] }
        let runs = (kills + killsPerRun - 1) / killsPerRun
        return (0..<runs).map { kills / runs + ($0 < kills % runs ? 1 : 0) }
    }
}
