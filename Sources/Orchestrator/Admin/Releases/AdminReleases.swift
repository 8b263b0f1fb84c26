public import RatchetCore
import Storage

/// A release of the catalog, over all lists and models, with what it means for this fleet.
public struct ReleaseSummary: Sendable, Equatable {
    public let release: Release
    /// In the order of `ReleaseList`.
    public let lists: [ReleaseList]
    /// Our own date: the earliest of its rows.
    public let firstSeen: Instant
    /// Apple's, the latest of its rows; it moves.
    public let postingDate: CivilDate?
    /// The latest of its rows; nil if one of them does not expire.
    public let expirationDate: CivilDate?
    /// True while one of its rows stands in the newest good fetch.
    public let isPresent: Bool
    public let isExpired: Bool
    /// How many kinds of device it is for.
    public let models: Int
    public var fleet: Fleet

    /// How many devices of this fleet it concerns.
    public struct Fleet: Sendable, Equatable {
        /// Their model takes it.
        public var devices = 0
        /// It would move them forward, and nothing about them stands in the way.
        public var eligible = 0
        /// They have been told to install it.
        public var offered = 0
        /// They were told to, and have reported it.
        public var done = 0
        /// It would move them forward, or may while nobody knows what they run, and does not: how many for each reason.
        /// Somebody has to act, or their enrolment, inventory or setup is still to end.
        public var blocked: [Reason: Int] = [:]
    }
}

/// The catalog's releases.
public struct ReleaseListing: Sendable, Equatable {
    public let catalog: CatalogSummary
    /// By platform, the newest version first.
    public let releases: [ReleaseSummary]
}

/// Steps about releases.
public enum AdminReleases {
    public static func list() -> AdminReading<ReleaseListing> {
        { store, context in
            let status = CatalogSummary(try store.catalogStatus())
            let catalog = try context.planner(&store).catalog
            let enforcements = try store.openAndDoneEnforcements()
            var briefs = try FleetBriefs(&store, context)
            var census = ReleaseCensus(catalog, today: context.now.utcDate)
            for device in briefs.devices {
                guard let (situation, reason) = try briefs.hold(on: device, &store) else { continue }
                census.count(device.id, in: situation, heldBy: reason)
            }
            context.caches.situations.keep(briefs.situations)
            census.table = briefs.situations.table
            for enforcement in enforcements { census.count(enforcement) }
            return ReleaseListing(catalog: status, releases: census.releases)
        }
    }
}
