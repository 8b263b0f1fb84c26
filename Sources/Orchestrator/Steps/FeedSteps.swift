import AppleLookup
import AppleManagement
import Foundation
import RatchetCore
import Storage

/// The catalog and the lookup feed (reference 6).
enum FeedSteps {
    /// Takes a fetched feed in. A feed that can't be read changes nothing and is shown.
    static func take(
        _ body: Data, _ store: inout StoreTransaction, _ context: StepContext
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
        guard !rows.isEmpty else { return try fail("the feed has no rows", &store, context) }
        let lists = Set(feed.lists.compactMap { ReleaseList(rawValue: $0.rawValue) })
        try store.importFeed(rows, of: lists, sha256: sha256, at: context.now)
        try store.replanAllDevices(at: context.now)
        let problem = feed.problems.isEmpty ? nil : "\(feed.problems.count) rows could not be read"
        return StepOutcome(
            RefreshOutcome(.imported, rows: rows.count, problem: problem), wakes: [WorkKind.plan])
    }

    static func unchanged(
        _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<RefreshOutcome> {
        try store.noteUnchangedFeed(at: context.now)
        return StepOutcome(RefreshOutcome(.unchanged, rows: 0, problem: nil))
    }

    static func fail(
        _ problem: String, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<RefreshOutcome> {
        try store.noteBadFetch(problem, at: context.now)
        return StepOutcome(RefreshOutcome(.failed, rows: 0, problem: problem))
    }
}
