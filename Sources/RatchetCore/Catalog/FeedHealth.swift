/// Whether a fetched feed can be believed (reference 6.4, section 9: "never empty the catalog because of a truncated fetch").
///
/// A feed is bad when a list, or a platform of a list, that had rows is missing, or has lost more than half of them. Rows
/// that were due to leave, because their expiration date is near or past, are not held against it: superseded releases
/// leave the feed around that date.
public enum FeedHealth: Sendable, Equatable {
    case good
    /// Nothing of it is taken; the sentence says what is wrong.
    case bad(String)

    /// How many days around its expiration date a row may leave without surprise (reference 6.4: the median left the day
    /// before).
    static let daysAroundExpiration = 2

    /// Judges the rows of a fetch by those that stood in the last good one, on the date `lastGood`; nil before the first.
    ///
    /// Background Security Improvements come and go at any time, and an empty list of them is the rule (reference 6.2), so
    /// there only the list itself may not be missing.
    /// - Parameters:
    ///   - lists: that the feed has, empty or not.
    ///   - today: of the fetch, by UTC.
    public static func judge(
        _ fetched: [FeedRow], of lists: Set<ReleaseList>, after catalog: Catalog, lastGood: CivilDate?,
        today: CivilDate
    ) -> FeedHealth {
        if fetched.isEmpty { return .bad("the feed has no rows") }
        guard let lastGood else { return .good }
        let due = lastGood.adding(days: -daysAroundExpiration)...max(lastGood, today).adding(days: daysAroundExpiration)
        let stood = catalog.allRows.filter { row in
            let mayLeave =
                row.list == .securityImprovements && lists.contains(row.list)
                || row.expirationDate.map(due.contains) ?? false
            return row.isPresent && !mayLeave
        }
        let before = tally(stood.map { ($0.list, $0.release) })
        let now = tally(fetched.map { ($0.list, $0.release) })
        let wholeLists = ReleaseList.allCases.compactMap { list in
            complaint(list.rawValue, had: count(before, list), has: count(now, list))
        }
        let platforms = before.keys.sorted().compactMap { part in
            let name = "\(part.list.rawValue) \(part.platform)"
            return complaint(name, had: before[part]?.count ?? 0, has: now[part]?.count ?? 0)
        }
        guard let worst = (wholeLists + platforms).first else { return .good }
        return .bad(worst)
    }

    private static func complaint(_ name: String, had: Int, has: Int) -> String? {
        if had > 0, has == 0 { return "\(name) is missing, which had \(had) releases" }
        return has * 2 < had ? "\(name) has lost more than half of its releases: \(has) of \(had) are left" : nil
    }

    private struct Part: Hashable, Comparable {
        let list: ReleaseList
        let platform: String

        static func < (left: Part, right: Part) -> Bool {
            (left.list.rawValue, left.platform) < (right.list.rawValue, right.platform)
        }
    }

    private static func tally(_ rows: [(list: ReleaseList, release: Release)]) -> [Part: Set<String>] {
        rows.reduce(into: [:]) { parts, row in
            parts[Part(list: row.list, platform: row.release.platform), default: []]
                .insert("\(row.release.version) \(row.release.build)")
        }
    }

    private static func count(_ parts: [Part: Set<String>], _ list: ReleaseList) -> Int {
        parts.filter { $0.key.list == list }.reduce(0) { $0 + $1.value.count }
    }
}
