import Orchestrator
import RatchetCore

/// Where the catalog stands.
public struct CatalogResource: Codable, Sendable, Equatable {
    /// Counts the good fetches that changed something.
    public var revision: Int64
    /// Of the last good feed, lower-case hexadecimal; empty before the first.
    public var sha256: String
    @OrNull public var lastGoodAt: String? = nil
    @OrNull public var lastFetchAt: String? = nil
    /// What was wrong with the last fetch; null if it was good.
    @OrNull public var lastProblem: String? = nil
}

/// A release over all lists and models.
public struct ReleaseResource: Codable, Sendable, Equatable {
    /// How many devices of this fleet it concerns.
    public struct Fleet: Codable, Sendable, Equatable {
        /// Their model takes it.
        public var devices: Int
        /// It would move them forward, and nothing about them stands in the way.
        public var eligible: Int
        /// They have been told to install it.
        public var offered: Int
        /// They were told to, and have reported it.
        public var done: Int
        /// It would move them forward and does not: how many for each reason, by its code.
        public var blocked: [String: Int]
    }

    public var platform: String
    public var version: String
    public var build: String
    /// `26.3.1 (a)`.
    public var name: String
    /// Of a Background Security Improvement: the build that it needs.
    @OrNull public var prerequisiteBuild: String? = nil
    /// `AssetSets`, `PublicAssetSets`, `PublicBackgroundSecurityImprovements`.
    public var lists: [String]
    /// Our own date.
    public var firstSeen: String
    @OrNull public var postingDate: String? = nil
    @OrNull public var expirationDate: String? = nil
    public var present: Bool
    public var expired: Bool
    /// How many kinds of device it is for.
    public var models: Int
    public var fleet: Fleet
}

public struct ReleaseListResource: Codable, Sendable, Equatable {
    public var catalog: CatalogResource
    public var releases: [ReleaseResource]
}

/// How to ask the lookup service.
public struct RefreshBody: Codable, Sendable, Equatable {
    /// Why a list is taken in that has lost more than one may lose by mistake. Nobody says so: none is.
    public var believeBecause: String?

    public init(believeBecause: String? = nil) { self.believeBecause = believeBecause }

    public init(from decoder: any Decoder) throws {
        try decoder.refuseOtherKeys(than: CodingKeys.self)
        believeBecause = try decoder.container(keyedBy: CodingKeys.self)
            .decodeIfPresent(String.self, forKey: .believeBecause)
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case believeBecause }
}

/// What came of asking the lookup service.
public struct RefreshResource: Codable, Sendable, Equatable {
    /// `imported`, `unchanged`, `failed`.
    public var outcome: String
    public var rows: Int
    @OrNull public var problem: String? = nil
    public var catalog: CatalogResource
}

extension CatalogResource {
    init(_ catalog: CatalogSummary) {
        self.init(
            revision: catalog.revision, sha256: catalog.sha256, lastGoodAt: catalog.lastGoodAt?.description,
            lastFetchAt: catalog.lastFetchAt?.description, lastProblem: catalog.lastProblem)
    }
}

extension ReleaseResource {
    init(_ summary: ReleaseSummary) {
        let (release, fleet) = (summary.release, summary.fleet)
        self.init(
            platform: release.platform, version: release.version.text, build: release.build, name: release.name,
            prerequisiteBuild: release.improvement?.prerequisiteBuild, lists: summary.lists.map(\.rawValue),
            firstSeen: summary.firstSeen.description, postingDate: summary.postingDate?.description,
            expirationDate: summary.expirationDate?.description, present: summary.isPresent,
            expired: summary.isExpired, models: summary.models,
            fleet: Fleet(
                devices: fleet.devices, eligible: fleet.eligible, offered: fleet.offered, done: fleet.done,
                blocked: Dictionary(uniqueKeysWithValues: fleet.blocked.map { ($0.key.rawValue, $0.value) })))
    }
}
