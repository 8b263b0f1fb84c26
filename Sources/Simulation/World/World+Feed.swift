import AppleLookup
import FleetSimulator
import Foundation
import Orchestrator
import RatchetCore

/// What the lookup service has up its sleeve.
struct FeedDesk {
    var revision = 1
    /// Releases that are not out yet, in order.
    var coming = DemoFeed.laterReleases + FeedDesk.madeUp
    /// The last feed that the server took for good.
    var lastGood: Data?

    /// The releases as far as they concern these models; the fewer rows, the more seeds.
    static func trimmed(_ releases: [FleetRelease], to models: Set<String>) -> [FleetRelease] {
        releases.compactMap { release in
            var release = release
            release.devices.removeAll { !models.contains($0) }
            return release.devices.isEmpty ? nil : release
        }
    }

    /// Versions and builds of nobody's.
    private static let madeUp: [FleetRelease] = {
        func devices(_ list: String) -> [String] {
            DemoFeed.releases.filter { $0.list == list && $0.version == "26.4" }.flatMap(\.devices).reduce(into: []) {
                if !$0.contains($1) { $0.append($1) }
            }
        }
        return [
            FleetRelease(
                list: "macOS", version: "26.4", build: "25E771246a", postingDate: "2026-04-20",
                devices: devices("macOS"),
                extra: "(a)", prerequisite: "25E246"),
            FleetRelease(
                list: "iOS", version: "26.4.1", build: "23E771254a", postingDate: "2026-04-22", devices: devices("iOS"),
                extra: "(a)", prerequisite: "23E254"),
            FleetRelease(
                list: "macOS", version: "26.5", build: "25F71", postingDate: "2026-05-02", devices: devices("macOS")),
            FleetRelease(
                list: "iOS", version: "26.5", build: "23F79", postingDate: "2026-05-02", devices: devices("iOS")),
            FleetRelease(
                list: "visionOS", version: "26.5", build: "23O471", postingDate: "2026-05-02",
                devices: devices("visionOS")),
        ]
    }()
}

extension World {
    /// Apple publishes something, or takes something back.
    func changeFeed() throws {
        var releases = apple.releases
        if random.happens(700), !feed.coming.isEmpty {
            let release = feed.coming.removeFirst()
            releases.append(release)
            note("lookup", "publishes \(release.list) \(release.version) \(release.build)")
        } else if releases.count > 5 {
            // Now and then the newest, which devices are on their way to.
            let index = random.happens(400) ? releases.count - 1 : Int.random(in: 0..<releases.count, using: &random)
            let release = releases.remove(at: index)
            note("lookup", "takes \(release.list) \(release.version) \(release.build) back")
        }
        feed.revision += 1
        apple = try HandDrivenSurroundings(releases, revision: feed.revision, durations: World.durations)
    }

    /// The server asks the lookup service.
    func fetchFeed() throws {
        let good = apple.feed(at: now.date)
        let outcome =
            random.happens(weather.feedTrouble) ? try fetchTrouble(good) : try takeGood(good, "the whole feed")
        let isFailed = outcome.outcome == .failed
        let pause = isFailed ? min(server.settings.lookupInterval, .minutes(15)) : server.settings.lookupInterval
        // Bad luck should not last as long as the trouble does.
        let wait = isFailed && !random.happens(500) ? .hours(3) : pause
        agenda.add(.fetchFeed(life: server.life), at: now + wait)
    }

    private func takeGood(_ body: Data, _ what: String) throws -> RefreshOutcome {
        let isSame = server.lastFeed == body
        let outcome = try server.step(.feed) { store, context in
            isSame
                ? try ServiceSteps.feedUnchanged(&store, context)
                // In the end somebody looks at a feed that has lost too much, and takes it as it is.
                : try ServiceSteps.takeFeed(body, believedBecause: isCalm ? "the calm" : nil, &store, context)
        }
        note("lookup", "\(what): \(outcome.outcome.rawValue)\(outcome.problem.map { ", \($0)" } ?? "")")
        guard outcome.outcome != .failed else { return outcome }
        server.lastFeed = body
        feed.lastGood = body
        try inspector.tookGoodFeed(body)
        return outcome
    }

    /// A fetch that goes wrong, or a good one in which a release is missing once.
    private func fetchTrouble(_ good: Data) throws -> RefreshOutcome {
        if random.happens(300), let body = try withoutOne(good) {
            return try takeGood(body, "a feed without a release")
        }
        let before = try inspector.feedState()
        let outcome: RefreshOutcome
        let what: String
        if let (bad, how) = try spoilt(good) {
            what = how
            outcome = try server.step(.feed) { store, context in
                let reason = server.sabotage == .believesEveryFeed ? "sabotage" : nil
                return try ServiceSteps.takeFeed(bad, believedBecause: reason, &store, context)
            }
        } else {
            what = "no answer"
            outcome = try server.step(.feed) { try ServiceSteps.feedFailed("no answer", &$0, $1) }
        }
        note("lookup", "\(what): \(outcome.outcome.rawValue)\(outcome.problem.map { ", \($0)" } ?? "")")
        try inspector.tookBadFeed(what, before: before)
        return outcome
    }

    /// A feed that nobody should believe; nil for none at all.
    private func spoilt(_ good: Data) throws -> (Data, String)? {
        switch Int.random(in: 0..<5, using: &random) {
        case 0: return (good.prefix(good.count * 2 / 3), "a truncated feed")
        case 1: return (Data("{}".utf8), "an empty feed")
        case 2: return try feed.lastGood.map { (try without($0, list: .assetSets), "a feed without a list") }
        case 3: return try feed.lastGood.map { (try half($0), "half a feed") }
        default: return nil
        }
    }

    private func without(_ body: Data, list: LookupList) throws -> Data {
        var feed = try LookupFeed(json: body)
        feed.rows.removeAll { $0.list == list }
        feed.lists.remove(list)
        return feed.json()
    }

    /// What the server took last, with less than half of the releases of a platform.
    private func half(_ body: Data) throws -> Data {
        var feed = try LookupFeed(json: body)
        let platform = feed.rows.filter { $0.list == .assetSets }.map(\.platform).max() ?? "macOS"
        let names = Set(feed.rows.filter { $0.list == .assetSets && $0.platform == platform }.map(\.release)).sorted()
        let kept = Set(names.prefix((names.count - 1) / 2))
        feed.rows.removeAll { $0.platform == platform && $0.list == .assetSets && !kept.contains($0.release) }
        return feed.json()
    }

    /// A feed in which a release for one of the devices is missing, mostly the newest, and nothing else is wrong.
    private func withoutOne(_ good: Data) throws -> Data? {
        var feed = try LookupFeed(json: good)
        let key = random.pick(devices).machine.feedKey
        let versions = Set(feed.rows.filter { $0.supportedDevices.contains(key) }.map(\.productVersion))
        guard let newest = versions.compactMap(OSVersion.init).max() else { return nil }
        let missing = random.happens(700) ? newest.text : random.pick(versions.sorted())
        feed.rows.removeAll { $0.productVersion == missing && $0.supportedDevices.contains(key) }
        return feed.json()
    }
}

extension LookupRow {
    fileprivate var release: String { "\(platform) \(productVersion) \(build)" }
}
