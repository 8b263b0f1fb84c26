extension Catalog {
    /// The kinds of devices for which this catalog can mean something else than `earlier` did: a release that MDM may
    /// enforce came, went missing, is gone, came back, changed what it needs, or expired between the two days. A date that
    /// merely moved concerns nobody (reference 6.4).
    ///
    /// While the earlier catalog was empty every kind is concerned, those without a release included: their verdict was
    /// that nothing is known yet. Those are not in the result; whoever asks decides about them.
    ///
    /// - Parameters:
    ///   - day: on which this catalog is looked at, by UTC.
    ///   - earlierDay: on which the earlier one was looked at last.
    public func kindsConcerned(
        since earlier: Catalog, of earlierDay: CivilDate, on day: CivilDate
    ) -> Set<FeedKey> {
        Set(kinds).union(earlier.kinds).filter { kind in
            standing(of: kind, on: day) != earlier.standing(of: kind, on: earlierDay)
        }
    }

    /// What decides about a kind of device, in an order of its own.
    private func standing(of kind: FeedKey, on day: CivilDate) -> [String] {
        enforceableRows(for: kind).map { row in
            let release = row.release
            let needs = release.improvement.map { "\($0.letter) \($0.prerequisiteBuild)" } ?? ""
            let state = "\(row.isPresent) \(row.isGone) \(row.isInstallable(on: day))"
            return "\(row.list.rawValue) \(release.version.text) \(release.build) \(needs) \(state)"
        }.sorted()
    }

    /// Releases that MDM may enforce on some kind of device and that `earlier` had for none, each once by platform, name and
    /// build; the newest version first.
    public func newReleases(since earlier: Catalog) -> [Release] {
        let known = Set(earlier.enforceableReleases.map(\.identity))
        var found: [[String]: Release] = [:]
        for release in enforceableReleases where !known.contains(release.identity) { found[release.identity] = release }
        return found.values.sorted {
            $0.version == $1.version
                ? $0.identity.lexicographicallyPrecedes($1.identity) : $0.version > $1.version
        }
    }

    private var enforceableReleases: [Release] {
        kinds.flatMap { kind in enforceableRows(for: kind).map(\.release) }
    }
}

extension Release {
    fileprivate var identity: [String] { [platform, name, build] }
}
