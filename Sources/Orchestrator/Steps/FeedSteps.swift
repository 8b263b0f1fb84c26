import AppleLookup
import AppleManagement
import Foundation
import RatchetCore
import Storage

/// The catalog and the lookup feed (reference 6).
enum FeedSteps {
    /// Takes a fetched feed in. A feed that can't be read or believed changes nothing and is shown.
    ///
    /// - Parameter reason: why a person who has looked takes the feed as it is, however much it has lost; nil believes no
    ///   feed that has lost too much.
    static func take(
        _ body: Data, believedBecause reason: String? = nil, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<RefreshOutcome> {
        let sha256 = SHA256Hex.of(body)
        if try store.catalogStatus().sha256 == sha256 { return try unchanged(&store, context) }
        let feed: LookupFeed
        do {
            feed = try LookupFeed(json: body)
        } catch {
            return try fail(error.reason, &store, context)
        }
        let rows = [FeedRow](feed)
        let catalog = try context.caches.catalogs.catalog(&store)
        let lastGood = try store.catalogStatus().lastGoodAt?.utcDate
        let lists = Set(feed.lists.compactMap { ReleaseList(rawValue: $0.rawValue) })
        let health = FeedHealth.judge(
            rows, of: lists, after: catalog, lastGood: lastGood, today: context.now.utcDate)
        if case .bad(let why) = health {
            guard let reason, !rows.isEmpty else {
                return try fail(rows.isEmpty ? why : "\(why). \(wayOut)", &store, context)
            }
            let believed = ["because": reason, "loss": why, "sha256": sha256]
            try store.recordAdmin("feed.believed", believed, context)
            try store.audit("feed.believed", of: "releases", after: believed, context)
        }
        try store.importFeed(
            rows, of: lists, sha256: sha256, at: context.now, missingSince: context.missingSince)
        try note(try store.catalog().newReleases(since: catalog), &store, context)
        if catalog.isEmpty {
            try store.replanAllDevices(at: context.now)
        } else {
            try replan(since: catalog, of: lastGood, &store, context)
        }
        let problem = feed.problems.isEmpty ? nil : "\(feed.problems.count) rows could not be read"
        return StepOutcome(
            RefreshOutcome(.imported, rows: rows.count, problem: problem), wakes: [WorkKind.plan])
    }

    /// What came: the newest few by name.
    private static func note(
        _ releases: [Release], _ store: inout StoreTransaction, _ context: StepContext
    ) throws {
        if releases.isEmpty { return }
        let names = releases.prefix(namedReleases).map { "\($0.platform) \($0.name) (\($0.build))" }
        let body = ["new": names.joined(separator: ", "), "count": String(releases.count)]
        try store.record("feed.changed", by: "lookup", body, context)
    }

    /// Of a list of hundreds, when it is read for the first time.
    private static let namedReleases = 6

    /// For a person who has looked at what Apple says.
    private static let wayOut =
        "If Apple means it, take it in with a reason: ratchet releases refresh --believe-because"

    /// A good fetch all the same: what was missing before and is still missing may be gone now.
    static func unchanged(
        _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<RefreshOutcome> {
        let (before, lastGood) = (
            try context.caches.catalogs.catalog(&store), try store.catalogStatus().lastGoodAt?.utcDate
        )
        let hasLost = try store.noteUnchangedFeed(at: context.now, missingSince: context.missingSince)
        let isAnotherDay = lastGood != context.now.utcDate
        if hasLost || isAnotherDay { try replan(since: before, of: lastGood, &store, context) }
        return StepOutcome(
            RefreshOutcome(.unchanged, rows: 0, problem: nil), wakes: hasLost || isAnotherDay ? [WorkKind.plan] : [])
    }

    /// Asks for new decisions about the devices that the catalog means something else for than it did on the day of the last
    /// good fetch. The catalog as it was is cached; the transaction sees the new one.
    private static func replan(
        since earlier: Catalog, of lastGood: CivilDate?, _ store: inout StoreTransaction, _ context: StepContext
    ) throws {
        let today = context.now.utcDate
        let concerned = try store.catalog().kindsConcerned(since: earlier, of: lastGood ?? today, on: today)
        try store.replanDevices(of: concerned, at: context.now)
    }

    static func fail(
        _ problem: String, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<RefreshOutcome> {
        try store.noteBadFetch(problem, at: context.now)
        return StepOutcome(RefreshOutcome(.failed, rows: 0, problem: problem))
    }
}

extension StepContext {
    /// A row is gone when it is missing again at least half an interval after it was missed first.
    fileprivate var missingSince: Instant { now - settings.lookupInterval / 2 }
}
