public import RatchetCore

/// Where the catalog stands.
public struct CatalogStatus: Sendable, Equatable {
    /// Counts the good fetches that changed something.
    public let revision: Int64
    /// Of the last good feed as fetched, lower-case hexadecimal; empty before the first.
    public let sha256: String
    public let lastGoodAt: Instant?
    public let lastFetchAt: Instant?
    /// What was wrong with the last fetch; nil if it was good.
    public let lastProblem: String?
}

/// The catalog: every row that ever stood in a good fetch.
public protocol CatalogStore {
    func catalogStatus() throws(StoreError) -> CatalogStatus
    /// Takes the rows of a good fetch in: new ones get their first-seen date, known ones keep theirs, those of `lists`
    /// that are not among them are marked missing. A list that the feed lacks says nothing about its rows. Raises the
    /// revision.
    ///
    /// - Parameter missingSince: a row that was missing at this time already is gone when it is missing again.
    func importFeed(
        _ rows: [FeedRow], of lists: Set<ReleaseList>, sha256: String, at now: Instant, missingSince: Instant
    ) throws(StoreError)
    /// A good fetch that brought what was there already. Returns whether rows that were missing are gone now, which
    /// raises the revision.
    func noteUnchangedFeed(at now: Instant, missingSince: Instant) throws(StoreError) -> Bool
    /// A fetch that changed nothing because it was no good.
    func noteBadFetch(_ problem: String, at now: Instant) throws(StoreError)
    func catalog() throws(StoreError) -> Catalog
}

enum CatalogSQL {
    static let status = SQLStatement(
        "SELECT revision, sha256, last_good_at, last_fetch_at, last_problem FROM catalog_state WHERE id = 1")
    static let markMissing = SQLStatement(
        "UPDATE catalog_row SET missing_since = $1 WHERE missing_since IS NULL AND list = $2")
    static let importRow = SQLStatement(
        """
        INSERT INTO catalog_row (list, platform, version, build, device, letter, prerequisite_build, posting_date,
            expiration_date, first_seen, missing_since)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, NULL)
        ON CONFLICT (list, platform, version, build, device) DO UPDATE SET letter = excluded.letter,
            prerequisite_build = excluded.prerequisite_build, posting_date = excluded.posting_date,
            expiration_date = excluded.expiration_date, missing_since = NULL, gone_at = NULL
        """)
    static let markGone = SQLStatement(
        """
        UPDATE catalog_row SET gone_at = $1
        WHERE missing_since IS NOT NULL AND missing_since <= $2 AND gone_at IS NULL
        """)
    static let raiseRevision = SQLStatement("UPDATE catalog_state SET revision = revision + 1 WHERE id = 1")
    static let noteGood = SQLStatement(
        """
        UPDATE catalog_state SET revision = revision + 1, sha256 = $1, last_good_at = $2, last_fetch_at = $2,
            last_problem = NULL WHERE id = 1
        """)
    static let noteUnchanged = SQLStatement(
        "UPDATE catalog_state SET last_good_at = $1, last_fetch_at = $1, last_problem = NULL WHERE id = 1")
    static let noteBad = SQLStatement(
        "UPDATE catalog_state SET last_fetch_at = $1, last_problem = $2 WHERE id = 1")
    static let rows = SQLStatement(
        """
        SELECT list, platform, version, build, device, letter, prerequisite_build, posting_date, expiration_date,
            first_seen, missing_since, gone_at
        FROM catalog_row ORDER BY list, platform, version, build, device
        """)
    static let all = [
        status, markMissing, importRow, markGone, raiseRevision, noteGood, noteUnchanged, noteBad, rows,
    ]
}

extension StoreTransaction: CatalogStore {
    public func catalogStatus() throws(StoreError) -> CatalogStatus {
        guard let row = try run(CatalogSQL.status).first else {
            throw StoreError.corrupt("the catalog's state is gone")
        }
        return CatalogStatus(
            revision: try row.int(0), sha256: try row.text(1),
            lastGoodAt: try row.optionalInt(2).map(Instant.init(microseconds:)),
            lastFetchAt: try row.optionalInt(3).map(Instant.init(microseconds:)),
            lastProblem: try row.optionalText(4))
    }

    public func importFeed(
        _ rows: [FeedRow], of lists: Set<ReleaseList>, sha256: String, at now: Instant, missingSince: Instant
    ) throws(StoreError) {
        let missing = lists.map(\.rawValue).sorted().map { [SQLValue.int(now.microseconds), .text($0)] }
        try runEach(CatalogSQL.markMissing, missing)
        try runEach(CatalogSQL.importRow, rows.map { $0.parameters(at: now) })
        try run(CatalogSQL.markGone, [.int(now.microseconds), .int(missingSince.microseconds)])
        try run(CatalogSQL.noteGood, [.text(sha256), .int(now.microseconds)])
    }

    public func noteUnchangedFeed(at now: Instant, missingSince: Instant) throws(StoreError) -> Bool {
        try run(CatalogSQL.noteUnchanged, [.int(now.microseconds)])
        try run(CatalogSQL.markGone, [.int(now.microseconds), .int(missingSince.microseconds)])
        if changes == 0 { return false }
        try run(CatalogSQL.raiseRevision)
        return true
    }

    public func noteBadFetch(_ problem: String, at now: Instant) throws(StoreError) {
        try run(CatalogSQL.noteBad, [.int(now.microseconds), .text(problem)])
    }

    public func catalog() throws(StoreError) -> Catalog {
        let rows = try run(CatalogSQL.rows).map(CatalogRow.init)
        return Catalog(revision: try catalogStatus().revision, rows: rows)
    }
}

extension FeedRow {
    fileprivate func parameters(at now: Instant) -> [SQLValue] {
        [
            .text(list.rawValue), .text(release.platform), .text(release.version.text), .text(release.build),
            .text(device.text), .optional(release.improvement?.letter),
            .optional(release.improvement?.prerequisiteBuild),
            .optional(postingDate?.description), .optional(expirationDate?.description),
            .int(FirstSeen.moment(fetchedAt: now, postingDate: postingDate).microseconds),
        ]
    }
}

extension CatalogRow {
    init(_ row: SQLRow) throws(StoreError) {
        guard let list = ReleaseList(rawValue: try row.text(0)), let version = OSVersion(try row.text(2)) else {
            throw StoreError.corrupt("a row of the catalog is of an unknown list or version")
        }
        var improvement: SecurityImprovement?
        if let letter = try row.optionalText(5) {
            improvement = SecurityImprovement(letter: letter, prerequisiteBuild: try row.optionalText(6) ?? "")
        }
        self.init(
            list: list,
            release: Release(
                platform: try row.text(1), version: version, build: try row.text(3), improvement: improvement),
            device: FeedKey(try row.text(4)), postingDate: try row.optionalText(7).flatMap(CivilDate.init),
            expirationDate: try row.optionalText(8).flatMap(CivilDate.init),
            firstSeen: Instant(microseconds: try row.int(9)), isPresent: try row.optionalInt(10) == nil,
            isGone: try row.optionalInt(11) != nil)
    }
}
