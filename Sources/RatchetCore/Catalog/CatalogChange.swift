extension Catalog {
    /// The kinds of devices for which this catalog can mean something else than `earlier` did: a release that MDM may
    /// enforce came, went missing, is gone, came back, or changed what it needs. A date that moved concerns nobody
    /// (reference 6.4).
    ///
    /// While the earlier catalog was empty every kind is concerned, those without a release included: their verdict was
    /// that nothing is known yet. Those are not in the result; whoever asks decides about them.
    public func kindsConcerned(since earlier: Catalog) -> Set<FeedKey> {
        Set(kinds).union(earlier.kinds).filter { kind in
            standing(of: kind) != earlier.standing(of: kind)
        }
    }

    /// What decides about a kind of device, in an order of its own.
    private func standing(of kind: FeedKey) -> [String] {
        enforceableRows(for: kind).map { row in
            let release = row.release
            let needs = release.improvement.map { "\($0.letter) \($0.prerequisiteBuild)" } ?? ""
            return "\(row.list.rawValue) \(release.version.text) \(release.build) \(needs) \(row.isPresent) \(row.isGone)"
        }.sorted()
    }
}
