import AdminAPI
import FleetSimulator
import Foundation
import LocalServer

/// What both kinds of trouble with a disk have in common: a server whose data lies on a volume of its own, and what must be so
/// while nothing can be written.
struct DiskTrouble: Sendable {
    let site: Site
    let volume: Volume
    let tell: CrashTest.Teller

    /// How long devices may take to notice that something is otherwise.
    private static let patience: Duration = .seconds(30)

    /// A server that has taken in some reports.
    func begin() async throws -> ServerProcess? {
        let server = try site.start()
        guard await site.isReady(server) else { return nil }
        try await Administrator(site: site).makeMainPlan()
        guard await hears(40) else { return nil }
        return server
    }

    /// Devices are answered 503 and nothing else, the interface still reads, and says of a change what is wrong.
    func expectRefusals(_ server: ServerProcess, code: String, _ result: inout RunResult) async throws {
        let refusals = site.witness.refusals
        let areRefused = await Patience.wait(atMost: DiskTrouble.patience) {
            site.witness.refusals >= refusals + 10 || !server.isRunning
        }
        guard server.isRunning else { return site.noteEnd(of: server) }
        if !areRefused { site.witness.note([Loss(.answer, nil, "nothing can be written, and no device was told 503")]) }
        try await expectRefusedPlan(code, &result)
        result.count(try await site.reader.compare())
    }

    /// Where the disk is full, a log that was written before may have room inside it: then a few changes more are taken, and kept
    /// like all others.
    private func expectRefusedPlan(_ code: String, _ result: inout RunResult) async throws {
        var refused: AdminLine.Refused?
        try await Patience.wait(atMost: DiskTrouble.patience, pause: .milliseconds(200)) {
            do {
                try await Administrator(site: site).makeSmallPlan()
            } catch let found as AdminLine.Refused {
                refused = found
            }
            return refused != nil
        }
        guard let refused else {
            return site.witness.note([Loss(.answer, nil, "plans are taken, and nothing can be written")])
        }
        result.notes.append("devices are answered 503, a new plan \(refused.status) \(refused.code ?? "")")
        if refused.status != 503 || refused.code != code {
            site.witness.note([Loss(.answer, nil, "a new plan was \(refused); expected 503 \(code)")])
        }
    }

    /// Reports are taken in, by the same server.
    @discardableResult
    func hears(_ count: Int) async -> Bool {
        let reports = site.witness.reports
        let areTaken = await Patience.wait(atMost: DiskTrouble.patience) { site.witness.reports >= reports + count }
        if !areTaken {
            site.witness.note([Loss(.answer, nil, "no report is taken in, and there is nothing in the way")])
        }
        return areTaken
    }

    /// Where nothing can be written a start may fail, but must say why and what to do, in words for a person.
    ///
    /// - Returns: the server, where it runs all the same.
    func startInTrouble(_ what: String, _ result: inout RunResult) async throws -> ServerProcess? {
        let length = site.folder.logLength
        let server = try site.start()
        await Patience.wait(atMost: DiskTrouble.patience) {
            if !server.isRunning { return true }
            return await site.admin.isReady()
        }
        guard let ending = server.ending else {
            result.notes.append("\(what): it starts")
            return server
        }
        let lines = site.folder.logged(since: length).split(separator: "\n")
        guard ending == .exited(1), let said = lines.last(where: { $0.hasPrefix("ratchet: ") }) else {
            site.witness.note([
                Loss(.server, nil, "\(what): no words for a person, but \(ending); see \(site.folder.log.path)")
            ])
            return nil
        }
        result.notes.append("\(what): \"\(said)\"")
        if !said.contains(site.folder.volume.path) {
            site.witness.note([Loss(.server, nil, "\(what): the message does not name the place: \(said)")])
        }
        return nil
    }

    /// A start that can't do any good: nothing can be written.
    func expectNoStart(on data: String, _ what: String, _ result: inout RunResult) async throws {
        let endpoints = try await site.fleet.endpoints()
        try site.writeConfiguration(data: data, endpoints)
        if let server = try await startInTrouble(what, &result) {
            server.crash()
            site.witness.note([Loss(.server, nil, "\(what): it says that it is ready, and nothing can be written")])
        }
        try site.writeConfiguration(data: site.data, endpoints)
    }

    /// Starts the server where nothing is in the way any more, and compares.
    func startAgain(_ result: inout RunResult) async throws -> ServerProcess? {
        let server = try site.start()
        guard await site.isReady(server) else { return nil }
        result.count(try await site.reader.compare())
        return site.witness.losses.isEmpty ? server : nil
    }

    func crash(_ server: ServerProcess, _ result: inout RunResult) async {
        let underWay = site.witness.underWay
        server.crash()
        result.kills += 1
        let cutOff = await site.witness.cutOff(underWay)
        result.cutOff += cutOff
        if cutOff > 0 { result.inFlight += 1 }
    }
}
