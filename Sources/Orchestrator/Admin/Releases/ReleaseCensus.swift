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
    private var models: [DeviceID: FeedKey] = [:]
    private var builds: [DeviceID: String] = [:]

    init(_ catalog: Catalog, today: CivilDate) {
        (self.catalog, self.today) = (catalog, today)
        summaries = Dictionary(grouping: catalog.allRows) { Key($0.release) }
            .compactMapValues { ReleaseSummary($0, today: today) }
    }

    /// By platform, the newest version first, twin builds by name.
    var releases: [ReleaseSummary] {
        summaries.values.sorted { left, right in
            let (one, other) = (left.release, right.release)
            if one.platform != other.platform { return one.platform < other.platform }
            if one.version != other.version { return one.version > other.version }
            return one.build < other.build
        }
    }

    /// Counts a device for the releases of its model.
    mutating func count(_ id: DeviceID, _ facts: DeviceFacts) {
        guard let model = facts.feedKey else { return }
        models[id] = model
        builds[id] = facts.installed?.value.build
        let isOpen = DeviceGates.judge(facts) == .open
        var (fitting, ahead): (Set<Key>, Set<Key>) = ([], [])
        for row in catalog.enforceableRows(for: model) where row.isInstallable(on: today) {
            fitting.insert(Key(row.release))
            guard isOpen, let installed = facts.installed?.value, row.release.isAhead(of: installed) else { continue }
            ahead.insert(Key(row.release))
        }
        for key in fitting { summaries[key]?.fleet.devices += 1 }
        for key in ahead { summaries[key]?.fleet.eligible += 1 }
    }

    /// Counts an enforcement for the release that it is about; devices are counted before it.
    mutating func count(_ enforcement: Enforcement) {
        guard let model = models[enforcement.device] else { return }
        let keys = Set(
            catalog.enforceableRows(for: model).map(\.release).filter { enforcement.target.names($0) }.map(Key.init))
        if enforcement.state.isDeclared { for key in keys { summaries[key]?.fleet.offered += 1 } }
        guard enforcement.outcome == .done else { return }
        // Of twin builds, the one that the device still runs is the one that it installed.
        let installed = keys.filter { $0.build == builds[enforcement.device] }
        for key in installed.isEmpty ? keys : installed { summaries[key]?.fleet.done += 1 }
    }
}

extension Target {
    fileprivate func names(_ release: Release) -> Bool {
        release.version == version && (build.map { $0 == release.build } ?? (release.improvement == nil))
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
