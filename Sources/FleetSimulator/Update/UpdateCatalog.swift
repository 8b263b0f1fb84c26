/// What Apple's servers offer to devices at the moment: the rows that the stand-in lookup service serves.
struct UpdateCatalog: Equatable, Sendable {
    /// One row, for one list of the feed.
    struct Row: Equatable, Sendable {
        /// `iOS`, `macOS` or `visionOS`.
        let list: String
        let version: OSVersion
        let build: String
        /// `(a)` for a Background Security Improvement.
        let extra: String?
        /// The build it can be installed on, for a Background Security Improvement.
        let prerequisite: String?
        let devices: Set<String>
    }

    /// What the device would install for a target.
    struct Offer: Equatable, Sendable {
        let version: OSVersion
        let build: String
        let supplementalBuild: String
        let supplementalExtra: String
    }

    /// Differs whenever the rows do.
    let revision: Int
    let rows: [Row]

    /// The offers that match a target, in feed order; none if the release is not, or no longer, in the feed.
    func offers(
        version: OSVersion, build: String?, model: DeviceModel, installed: InstalledSystem
    ) -> [Offer] {
        let fitting = rows.filter { row in
            row.list == model.platform.feedList && row.version == version && row.devices.contains(model.feedKey)
        }
        let named = fitting.filter { build == nil || $0.build == build }
        return named.compactMap { offer(of: $0, named: build != nil, among: fitting, installed: installed) }
    }

    private func offer(of row: Row, named: Bool, among rows: [Row], installed: InstalledSystem) -> Offer? {
        if let prerequisite = row.prerequisite {
            guard named, prerequisite == installed.build else { return nil }
            return Offer(
                version: row.version, build: installed.build, supplementalBuild: row.build,
                supplementalExtra: row.extra ?? "")
        }
        // Without a build the newest improvement of the release comes along.
        let improvement = named ? nil : rows.last { $0.prerequisite == row.build }
        return Offer(
            version: row.version, build: row.build, supplementalBuild: improvement?.build ?? row.build,
            supplementalExtra: improvement?.extra ?? "")
    }
}
