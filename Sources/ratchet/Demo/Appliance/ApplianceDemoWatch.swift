import AdminAPI
import Foundation
import RatchetCore

/// Follows the upgrade through the server's API until it has ended, and kills the server once in the middle of a hop.
struct ApplianceDemoWatch {
    let cast: DemoCast
    let api: DemoAPI
    let server: DemoServer
    let folder: DemoFolder
    let show: DemoShow

    private var news = UpgradeNews()

    private static let pause: Duration = .milliseconds(300)
    /// So far the installation has come when the server is killed.
    private static let killedAt = 0.3
    /// So long there is no server.
    private static let absence: Duration = .seconds(2)

    init(cast: DemoCast, api: DemoAPI, server: DemoServer, folder: DemoFolder, show: DemoShow) {
        (self.cast, self.api, self.server, self.folder, self.show) = (cast, api, server, folder, show)
    }

    /// Until it is done, a person would have to act, or the time is over.
    ///
    /// - Returns: what the server said last.
    mutating func follow(timeout: Duration) async throws -> ApplianceExplanationResource {
        let start = ContinuousClock.now
        var last = try await cast.explanation()
        while ContinuousClock.now - start < timeout {
            last = try await cast.explanation()
            let elapsed = ContinuousClock.now - start
            let picture = UpgradePicture(explanation: last, now: .present)
            for line in news.lines(of: last) { show.tell(line, after: elapsed) }
            show.show(
                picture.lines(on: .output(), title: "Ratchet demo, \(DemoShow.clock(elapsed))"), orElse: picture.line,
                after: elapsed)
            if ApplianceDemoWatch.hasEnded(last.details.upgrade) { break }
            if server.kills == 0, isToBeKilled(last.details) { try await killServer(last.details, start) }
            try await Task.sleep(for: ApplianceDemoWatch.pause)
        }
        return last
    }

    /// In the middle of the first product package: after a kill in its first moment there would be little to see.
    private func isToBeKilled(_ details: ApplianceDetailsResource) -> Bool {
        guard let upgrade = details.upgrade, upgrade.state == UpgradeState.installing.rawValue,
            upgrade.hops.first(where: { !$0.isDone })?.packageClass == PackageClass.product.rawValue
        else { return false }
        return details.call?.progress?.fraction ?? 0 >= ApplianceDemoWatch.killedAt
    }

    private func killServer(_ details: ApplianceDetailsResource, _ start: ContinuousClock.Instant) async throws {
        let package = details.call?.package ?? "the package"
        server.crash()
        show.tell(
            "kill -9: the server is gone in the middle of \(package). Its executable is not, so the installation goes on.",
            after: ContinuousClock.now - start)
        try await Task.sleep(for: ApplianceDemoWatch.absence)
        try server.start()
        try await api.waitUntilReady(server, folder)
        show.tell(
            "The server is back (pid \(server.pid)). It begins nothing again: it asks what became of that call (D4).",
            after: ContinuousClock.now - start)
    }

    private static func hasEnded(_ upgrade: UpgradeResource?) -> Bool {
        guard let state = upgrade.flatMap({ UpgradeState(rawValue: $0.state) }) else { return false }
        return !state.isOpen || state == .stopped || state == .frozen
    }
}
