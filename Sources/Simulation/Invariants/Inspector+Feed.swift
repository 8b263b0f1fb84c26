import AppleLookup
import Foundation
import RatchetCore
import Storage

/// Which releases the good fetches missed, as a careful reader counts it (reference 6.4).
struct MissRegister {
    struct Key: Hashable {
        let version: String
        let build: String
        let device: String
    }

    let interval: Duration
    private var missedSince: [Key: Instant] = [:]
    private var gone: Set<Key> = []
    private var seen: Set<Key> = []

    init(interval: Duration) { self.interval = interval }

    /// A good fetch, by the server's clock.
    mutating func note(_ rows: Set<Key>, at now: Instant) {
        for key in seen.subtracting(rows) {
            if let since = missedSince[key] {
                if now.since(since) >= interval / 2 { gone.insert(key) }
            } else {
                missedSince[key] = now
            }
        }
        for key in rows {
            missedSince[key] = nil
            gone.remove(key)
        }
        seen.formUnion(rows)
    }

    func isGone(_ row: CatalogRow) -> Bool {
        gone.contains(Key(version: row.release.version.text, build: row.release.build, device: row.device.text))
    }
}

extension Inspector {
    /// The rows that MDM may enforce of a feed that the server took.
    func tookGoodFeed(_ body: Data) throws {
        let feed = try LookupFeed(json: body)
        var keys: Set<MissRegister.Key> = []
        for row in feed.rows where row.list != .publicAssetSets {
            for device in row.supportedDevices {
                keys.insert(MissRegister.Key(version: row.productVersion, build: row.build, device: device))
            }
        }
        misses.note(keys, at: server.now)
    }

    /// Everything that a feed could change, as lines.
    func feedState() throws -> [String] {
        try server.look { store in
            let queries = [
                "SELECT revision AS a, sha256 AS b, '' AS c FROM catalog_state",
                """
                SELECT version AS a, list || build || device AS b,
                    COALESCE(missing_since, 0) + COALESCE(gone_at, 0) AS c
                FROM catalog_row ORDER BY list, platform, version, build, device
                """,
                "SELECT id AS a, state AS b, COALESCE(outcome, '') AS c FROM enforcement ORDER BY id",
                "SELECT id AS a, COALESCE(wanted_token, '') AS b, '' AS c FROM enrolment ORDER BY id",
                "SELECT subject AS a, kind AS b, generation AS c FROM outbox ORDER BY subject, kind",
            ]
            var lines: [String] = []
            for query in queries {
                for row in try store.run(SQLStatement(query)) {
                    lines.append("\(row.values)")
                }
            }
            return lines
        }
    }

    /// A feed that nobody should believe was taken in between.
    func tookBadFeed(_ what: String, before: [String]) throws {
        let after = try feedState()
        if let change = zip(before, after).first(where: { $0 != $1 }) {
            throw Violation(.badFeedChangesNothing, "\(what) turned \(change.0) into \(change.1)")
        }
        if before.count != after.count {
            throw Violation(.badFeedChangesNothing, "\(what) made \(after.count) rows of \(before.count)")
        }
    }
}
