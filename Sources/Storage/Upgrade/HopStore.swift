public import RatchetCore

/// A hop that has ended, or a change that was seen.
public struct HopRecord: Sendable, Equatable {
    public enum Outcome: String, Sendable, Equatable, CaseIterable {
        /// The appliance itself reported the version and was well (D3).
        case verified
        case failed
        /// Not ours.
        case observed
        /// A restoring of ours brought back what ran before.
        case restored
    }

    public let id: String
    public let appliance: ApplianceID
    /// Nil for one that was not ours.
    public let upgrade: UpgradeID?
    public let package: PackageID?
    public let packageClass: PackageClass?
    /// SHA-256 in hexadecimal digits; nil where nobody looked.
    public let sha256: String?
    public let before: InstalledVersions
    public let after: InstalledVersions
    public let startedAt: Instant?
    public let endedAt: Instant
    public let outcome: Outcome
    public let reason: String?

    public init(
        id: String, appliance: ApplianceID, upgrade: UpgradeID?, package: PackageID?, packageClass: PackageClass?,
        sha256: String?, before: InstalledVersions, after: InstalledVersions, startedAt: Instant?, endedAt: Instant,
        outcome: Outcome, reason: String? = nil
    ) {
        (self.id, self.appliance, self.upgrade, self.package) = (id, appliance, upgrade, package)
        (self.packageClass, self.sha256, self.before, self.after) = (packageClass, sha256, before, after)
        (self.startedAt, self.endedAt, self.outcome, self.reason) = (startedAt, endedAt, outcome, reason)
    }
}

/// The hops of appliances, in the order in which they ended.
public protocol HopStore {
    func recordHop(_ hop: HopRecord) throws(StoreError)
    /// Newest first.
    func hops(of appliance: ApplianceID, limit: Int) throws(StoreError) -> [HopRecord]
    /// What test appliances of a product have run, each appliance's hops in order; a hop that failed or was not ours breaks a run (G5).
    func testRuns(of product: String) throws(StoreError) -> [TestRun]
}

enum HopSQL {
    private static let columns = """
        id, appliance_id, upgrade_id, package, package_class, sha256, before, after, started_at, ended_at, outcome,
        reason
        """
    static let insert = SQLStatement(
        "INSERT INTO hop (\(columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)")
    static let page = SQLStatement("SELECT \(columns) FROM hop WHERE appliance_id = $1 ORDER BY id DESC LIMIT $2")
    static let tests = SQLStatement(
        """
        SELECT appliance.name, hop.package, hop.sha256, hop.ended_at, hop.outcome
        FROM appliance JOIN hop ON hop.appliance_id = appliance.id
        WHERE appliance.role = 'test' AND appliance.product = $1 ORDER BY appliance.number, hop.id
        """)
    static let all = [insert, page, tests]
}

extension StoreTransaction: HopStore {
    public func recordHop(_ hop: HopRecord) throws(StoreError) {
        try write(
            HopSQL.insert,
            [
                .text(hop.id), .text(hop.appliance.text), .optional(hop.upgrade?.text), .optional(hop.package?.text),
                .optional(hop.packageClass?.rawValue), .optional(hop.sha256),
                .text(try HopVersions(hop.before).text()), .text(try HopVersions(hop.after).text()),
                .optional(hop.startedAt?.microseconds), .int(hop.endedAt.microseconds), .text(hop.outcome.rawValue),
                .optional(hop.reason),
            ])
    }

    public func hops(of appliance: ApplianceID, limit: Int) throws(StoreError) -> [HopRecord] {
        try run(HopSQL.page, [.text(appliance.text), .int(Int64(limit))]).map(HopRecord.init)
    }

    public func testRuns(of product: String) throws(StoreError) -> [TestRun] {
        var runs: [TestRun] = []
        var (name, steps, endedAt) = ("", [TestRun.Step](), Instant(microseconds: 0))
        func close() {
            if !steps.isEmpty { runs.append(TestRun(appliance: name, steps: steps, endedAt: endedAt)) }
            steps = []
        }
        for row in try run(HopSQL.tests, [.text(product)]) {
            if try row.text(0) != name { close() }
            name = try row.text(0)
            guard try row.text(4) == HopRecord.Outcome.verified.rawValue, let package = try row.optionalText(1) else {
                close()
                continue
            }
            steps.append(TestRun.Step(PackageID(stored: package), sha256: try row.optionalText(2)))
            endedAt = Instant(microseconds: try row.int(3))
        }
        close()
        return runs
    }
}

private struct HopVersions: CodableDocument {
    var versions: VersionsDocument

    init(_ versions: InstalledVersions) { self.versions = VersionsDocument(versions) }
}

extension HopRecord {
    fileprivate init(_ row: SQLRow) throws(StoreError) {
        self.init(
            id: try row.text(0), appliance: ApplianceID(try row.text(1)),
            upgrade: try row.optionalText(2).map(UpgradeID.init),
            package: try row.optionalText(3).map(PackageID.init(stored:)),
            packageClass: try row.optionalText(4).map { word throws(StoreError) in
                try PackageClass(rawValue: word).stored()
            }, sha256: try row.optionalText(5), before: try HopVersions(text: try row.text(6)).versions.versions(),
            after: try HopVersions(text: try row.text(7)).versions.versions(),
            startedAt: Instant(stored: try row.optionalInt(8)), endedAt: Instant(microseconds: try row.int(9)),
            outcome: try Outcome(rawValue: try row.text(10)).stored(), reason: try row.optionalText(11))
    }
}
