import AppleLookup
import Foundation

/// The feed of the stand-in lookup service, and what simulated devices are offered from it.
struct StandInFeed: Equatable, Sendable {
    private(set) var releases: [FleetRelease]
    private(set) var catalog: UpdateCatalog

    /// Apple's feed has about 150 rows.
    static let mostReleases = 10_000

    init(_ releases: [FleetRelease]) throws(FleetError) {
        guard releases.count <= StandInFeed.mostReleases else { throw FleetError(.badRelease, "too many releases") }
        self.releases = releases
        catalog = UpdateCatalog(revision: 1, rows: try StandInFeed.rows(of: releases))
    }

    /// Adds a release. The same one again, by list, version and build, replaces what was there.
    mutating func publish(_ release: FleetRelease) throws(FleetError) {
        var next = releases.filter {
            ($0.list, $0.version, $0.build) != (release.list, release.version, release.build)
        }
        guard next.count < StandInFeed.mostReleases else { throw FleetError(.badRelease, "too many releases") }
        next.append(release)
        catalog = UpdateCatalog(revision: catalog.revision + 1, rows: try StandInFeed.rows(of: next))
        releases = next
    }

    /// The feed as Apple would serve it: the dates of posting are true, everything expires in 90 days (reference 6.4).
    func feed(at now: Date) -> LookupFeed {
        let expiration = StandInFeed.day(of: now + 90 * 86_400)
        var rows: [LookupRow] = []
        for (release, row) in zip(releases, catalog.rows) {
            for list in lists(of: release, row) {
                rows.append(
                    LookupRow(
                        list: list, platform: release.list, productVersion: release.version, build: release.build,
                        productVersionExtra: release.extra, prerequisiteBuild: release.prerequisite,
                        postingDate: release.postingDate, expirationDate: expiration,
                        supportedDevices: release.devices))
            }
        }
        return LookupFeed(rows: rows)
    }

    /// Everything can be enforced; the public is offered what nothing newer of its major version has replaced.
    private func lists(of release: FleetRelease, _ row: UpdateCatalog.Row) -> [LookupList] {
        guard release.prerequisite == nil else { return [.backgroundSecurityImprovements] }
        let isReplaced = catalog.rows.contains { other in
            other.list == row.list && other.version.major == row.version.major && other.version > row.version
                && other.prerequisite == nil && !other.devices.isDisjoint(with: row.devices)
        }
        return isReplaced ? [.assetSets] : [.publicAssetSets, .assetSets]
    }

    private static func rows(of releases: [FleetRelease]) throws(FleetError) -> [UpdateCatalog.Row] {
        var rows: [UpdateCatalog.Row] = []
        for release in releases { rows.append(try release.row()) }
        return rows
    }

    /// `2026-03-24`, in UTC.
    static func day(of date: Date) -> String {
        date.formatted(.iso8601.year().month().day())
    }
}
