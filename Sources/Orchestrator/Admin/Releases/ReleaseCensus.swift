import RatchetCore

/// Counts the fleet by release.
struct ReleaseCensus {
    private struct Key: Hashable {
        let platform: String
        let version: String
        let build: String

        init(_ release: Release) {
            (platform, version, build) = (release.platform, release.version.text, release.build)
        }
    }

    private let catalog: Catalog
    private let today: CivilDate
    private var summaries: [Key: ReleaseSummary]
    /// In which the situations have their numbers.
    var table = FleetTable()
    private var situations: [DeviceID: UInt32] = [:]
    /// How many devices are in each situation, by its number, and held back by each reason or none.
    private var devices: [UInt32: [Reason?: Int]] = [:]
    /// Whom each release was told to and who reported it: a device may have been taken there more than once.
    private var done: [Key: Set<DeviceID>] = [:]

    init(_ catalog: Catalog, today: CivilDate) {
        (self.catalog, self.today) = (catalog, today)
        summaries = Dictionary(grouping: catalog.allRows) { Key($0.release) }
            .compactMapValues { ReleaseSummary($0, today: today) }
    }

    /// By platform, the newest version first, twin builds by name.
    var releases: [ReleaseSummary] {
        counted.values.sorted { left, right in
            let (one, other) = (left.release, right.release)
            if one.platform != other.platform { return one.platform < other.platform }
            if one.version != other.version { return one.version > other.version }
            return one.build < other.build
        }
    }

    /// Counts a device for the releases of its model.
    mutating func count(_ id: DeviceID, in situation: UInt32, heldBy reason: Reason?) {
        situations[id] = situation
        devices[situation, default: [:]][reason, default: 0] += 1
    }

    /// With the devices: each situation is looked up once, however many devices are in it.
    private var counted: [Key: ReleaseSummary] {
        var summaries = summaries
        for (key, devices) in done { summaries[key]?.fleet.done = devices.count }
        for (number, counts) in devices {
            let situation = table.situation(number)
            guard let kind = situation.kind else { continue }
            let fitting = catalog.enforceableRows(for: kind).filter { $0.isInstallable(on: today) }.map(\.release)
            for (key, release) in Dictionary(fitting.map { (Key($0), $0) }, uniquingKeysWith: { one, _ in one }) {
                summaries[key]?.fleet.count(counts, in: situation, for: release)
            }
        }
        return summaries
    }

    /// Counts an enforcement for the release that it is about; devices are counted before it.
    mutating func count(_ enforcement: Enforcement) {
        guard let situation = situations[enforcement.device].map(table.situation), let kind = situation.kind
        else { return }
        let keys = Set(
            catalog.enforceableRows(for: kind).map(\.release).filter { enforcement.target.names($0) }.map(Key.init))
        if enforcement.state.isDeclared { for key in keys { summaries[key]?.fleet.offered += 1 } }
        guard enforcement.outcome == .done else { return }
        // Of twin builds, the one that the device still runs is the one that it installed.
        let installed = keys.filter { $0.build == situation.installed?.build }
        for key in installed.isEmpty ? keys : installed { done[key, default: []].insert(enforcement.device) }
    }
}

extension ReleaseSummary.Fleet {
    /// Counts the devices of a situation for a release that their model takes.
    fileprivate mutating func count(_ held: [Reason?: Int], in situation: Situation, for release: Release) {
        let all = held.values.reduce(0, +)
        devices += all
        if let installed = situation.installed, release.needsOtherBuild(than: installed) {
            blocked[.bsiNeedsBuild, default: 0] += all
        }
        guard situation.installed.map(release.isAhead) ?? true else { return }
        if situation.isOpen { eligible += all }
        for case (.some(let reason), let count) in held { blocked[reason, default: 0] += count }
    }
}

extension ReleaseSummary {
    /// Nil without rows.
    fileprivate init?(_ rows: [CatalogRow], today: CivilDate) {
        guard let release = rows.first?.release, let firstSeen = rows.map(\.firstSeen).min() else { return nil }
        let expirations = rows.compactMap(\.expirationDate)
        let lists = Set(rows.map(\.list))
        self.init(
            release: release, lists: ReleaseList.allCases.filter(lists.contains), firstSeen: firstSeen,
            postingDate: rows.compactMap(\.postingDate).max(),
            expirationDate: expirations.count == rows.count ? expirations.max() : nil,
            isPresent: rows.contains(where: \.isPresent),
            isExpired: !rows.contains { $0.expirationDate.map { today < $0 } ?? true },
            models: Set(rows.map(\.device)).count, fleet: Fleet())
    }
}
