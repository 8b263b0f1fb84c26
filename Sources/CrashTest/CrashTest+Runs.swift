import Foundation
import TestSupport

/// One run of each kind: what it needs, and what becomes of it. A run that others come before is repeated with the seed `from`
/// which these began.
extension CrashTest {
    func sqlite(_ seed: UInt64, _ kills: Int) async throws -> RunResult {
        let site = try Site(plan, seed: seed)
        let repeated = "make crash-test SEED=\(seed) KILLS=\(kills) PG_KILLS=0 DISK=no"
        return try await watch(site, "sqlite", seed, repeated) { result in
            let moments = KillMoment.draw(kills, seed: seed)
            return try await KillScenario(site: site, moments: moments, sabotage: plan.sabotage, tell: tell).run(result)
        }
    }

    func postgres(_ seed: UInt64, _ kills: Int) async throws -> RunResult {
        try await onPostgres("postgres", seed, kills, from: seed) { site, result in
            let moments = KillMoment.draw(kills, seed: seed)
            return try await KillScenario(site: site, moments: moments, sabotage: nil, tell: tell).run(result)
        }
    }

    func database(_ seed: UInt64, stops: Int) async throws -> RunResult {
        let kills = plan.postgresKills
        let first = seed - UInt64(CrashTest.split(kills).count)
        return try await onPostgres("database-stop", seed, kills, from: first) { site, result in
            try await DatabaseScenario(site: site, stops: stops, tell: tell).run(result)
        }
    }

    private func onPostgres(
        _ name: String, _ seed: UInt64, _ kills: Int, from first: UInt64,
        _ work: (Site, RunResult) async throws -> RunResult
    ) async throws -> RunResult {
        guard PostgresPrograms.directory() != nil else {
            return untried(name, seed, "PostgreSQL is not installed; `make crash-test` installs it")
        }
        let site = try Site(plan, seed: seed, store: try ThrowawayPostgres.database())
        let repeated = "make crash-test SEED=\(first) KILLS=0 PG_KILLS=\(kills) DISK=no"
        var result = try await watch(site, name, seed, repeated) { try await work(site, $0) }
        if !result.isGood { result.notes.append("the database is kept in \(try ThrowawayPostgres.keep())") }
        return result
    }

    func fullDisk(_ seed: UInt64) async throws -> RunResult {
        try await onVolume("full-disk", seed, from: seed, { _ in .memory }) {
            try await FullDiskScenario(trouble: $0).run($1)
        }
    }

    func readOnly(_ seed: UInt64) async throws -> RunResult {
        try await onVolume(
            "read-only", seed, from: seed - 1,
            { getuid() == 0 ? .image($0.url.appendingPathComponent("image")) : .memory }
        ) {
            try await ReadOnlyScenario(trouble: $0).run($1)
        }
    }

    private func onVolume(
        _ name: String, _ seed: UInt64, from first: UInt64, _ kind: (SiteFolder) -> Volume.Kind,
        _ work: (DiskTrouble, RunResult) async throws -> RunResult
    ) async throws -> RunResult {
        guard Namespace.isOurs else { return untried(name, seed, Namespace.missing) }
        let site = try Site(plan, seed: seed, data: "./volume/data")
        let volume = Volume(kind: kind(site.folder), folder: site.folder.volume)
        do {
            try volume.mount()
        } catch {
            return untried(name, seed, "\(error)")
        }
        let repeated = "make crash-test SEED=\(first) KILLS=0 PG_KILLS=0"
        return try await watch(site, name, seed, repeated) { result in
            do {
                let result = try await work(DiskTrouble(site: site, volume: volume, tell: tell), result)
                try volume.end(keepingIn: site.witness.losses.isEmpty ? nil : site.folder.kept)
                return result
            } catch {
                try volume.end(keepingIn: site.folder.kept)
                throw error
            }
        }
    }

    /// One run with its time, its losses, and what it leaves where there are any.
    private func watch(
        _ site: Site, _ name: String, _ seed: UInt64, _ repeated: String,
        _ work: (RunResult) async throws -> RunResult
    ) async throws -> RunResult {
        let began = ContinuousClock.now
        var result = RunResult(name, seed: seed)
        do {
            result = try await work(result)
        } catch {
            site.witness.note([Loss(.server, nil, "the run could not go on: \(error)")])
        }
        result.seconds = (ContinuousClock.now - began) / .seconds(1)
        result.refusals = site.witness.refusals
        result.losses = site.witness.losses
        if result.kills > 0, result.inFlight == 0, name == "sqlite" || name == "postgres" {
            result.losses.append(Loss(.untried, nil, "no kill cut off a request: nothing is proved"))
        }
        guard result.isGood else {
            (result.folder, result.repeated) = (site.folder.url.path, repeated)
            return result
        }
        site.folder.remove()
        return result
    }

    private func untried(_ name: String, _ seed: UInt64, _ why: String) -> RunResult {
        var result = RunResult(name, seed: seed)
        result.untried.append(why)
        return result
    }
}
