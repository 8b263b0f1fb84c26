/// The answer to "which release should this device install?" (reference 3.4).
public enum TargetChoice: Sendable, Equatable {
    /// This one; `row` says which row of the catalog it came from, and `missedSince` since when there has been a release
    /// that the rule means and that the device has not taken.
    case target(Target, row: CatalogRow, missedSince: Instant)
    /// It already runs what the rule asks for, or something newer. `best` is the newest release that the rule names.
    case current(best: Release?)
    /// The catalog has had no good fetch yet.
    case catalogEmpty
    /// No release of the feed is for this kind of device.
    case modelNotInFeed
    /// The rule's version is in the feed, but not for this kind of device, or in no fetch so far.
    case notInFeed
    /// The rule's version was in the feed for this device and has expired or left it.
    case expired
    /// The rule names a Background Security Improvement for another build than the installed one, and the base that it
    /// needs can't be installed either.
    case needsBuild(String)
}

extension TargetChoice {
    /// Chooses a target: a list of small filters over the rows for the device.
    ///
    /// - Parameters:
    ///   - today: the UTC date against which expiration is judged.
    ///   - followsImprovements: whether a rule that follows means Background Security Improvements too.
    ///   - declared: the target that the device has been told already: it stays while its row is missing, until it is gone.
    public static func choose(
        rule: VersionRule, installed: InstalledOS, device: FeedKey, catalog: Catalog, today: CivilDate,
        followsImprovements: Bool = true, declared: Target? = nil
    ) -> TargetChoice {
        if catalog.isEmpty { return .catalogEmpty }
        if case .specific(let version, build: nil) = rule, installed.version >= version {
            return .current(best: nil)
        }
        let known = catalog.enforceableRows(for: device)
        if known.isEmpty { return .modelNotInFeed }
        let installed = installed.withLetter(of: known)
        let pinned = rule.pinnedImprovement(in: known)
        let named = known.filter { row in
            if rule.follows, !followsImprovements, row.release.improvement != nil { return false }
            return rule.names(row.release, installed: installed) || pinned?.needs(row.release) == true
        }
        if named.isEmpty {
            let isBeyondFeed = rule.follows && known.allSatisfy { $0.release.version < installed.version }
            return rule.isBehind(installed) || isBeyondFeed ? .current(best: nil) : .notInFeed
        }
        let installable = named.filter { row in
            row.isInstallable(on: today)
                || (!row.isGone && !row.isExpired(on: today) && Target(row.release, rule: rule) == declared)
        }
        if installable.isEmpty {
            let newest = named.map(\.release.version).max()
            return newest.map { $0 <= installed.version } == true ? .current(best: nil) : .expired
        }
        let newer = installable.filter { $0.release.isAhead(of: installed) }
        guard let best = newer.min(by: TargetChoice.isPreferred) else {
            let best = installable.min(by: TargetChoice.isPreferred)?.release
            let wanted = pinned ?? best?.asImprovement
            if let wanted, let stuck = wanted.cannotFollow(installed, Target(wanted, rule: rule)) { return stuck }
            return .current(best: best)
        }
        return .target(
            Target(best.release, rule: rule), row: best, missedSince: rule.missedSince(best, among: newer))
    }

    /// Newest version first, a Background Security Improvement before its base, and of twin builds the one with the
    /// shorter and then the smaller name, so that the choice never depends on the feed's order.
    private static func isPreferred(_ left: CatalogRow, _ right: CatalogRow) -> Bool {
        let (one, other) = (left.release, right.release)
        if one.version != other.version { return one.version > other.version }
        if (one.improvement?.letter ?? "") != (other.improvement?.letter ?? "") {
            return (one.improvement?.letter ?? "") > (other.improvement?.letter ?? "")
        }
        if one.build.utf8.count != other.build.utf8.count { return one.build.utf8.count < other.build.utf8.count }
        if one.build != other.build { return one.build < other.build }
        return left.firstSeen < right.firstSeen
    }
}

extension Release {
    /// True when installing this would move a device that runs `installed` forward.
    ///
    /// A Background Security Improvement fits only the very build that it names (reference 3.4, step 4); otherwise the
    /// base comes first.
    public func isAhead(of installed: InstalledOS) -> Bool {
        guard let improvement else { return version > installed.version }
        return version == installed.version && improvement.prerequisiteBuild == installed.build
            && (installed.supplementalLetter ?? "") < improvement.letter
            && installed.supplementalBuild != build
    }
}

extension Release {
    /// True for a Background Security Improvement of the version that a device runs in another build than the one it needs.
    public func needsOtherBuild(than installed: InstalledOS) -> Bool {
        guard let improvement, version == installed.version, installed.supplementalBuild != build else { return false }
        return improvement.prerequisiteBuild != installed.build
            && (installed.supplementalLetter ?? "") < improvement.letter
    }

    var asImprovement: Release? { improvement == nil ? nil : self }

    /// Why a Background Security Improvement that the rule pins can't be installed on `installed`; nil when it is there,
    /// or a later one is.
    fileprivate func cannotFollow(_ installed: InstalledOS, _ target: Target) -> TargetChoice? {
        guard let improvement, !installed.hasReached(target) else { return nil }
        let isOnBase = installed.version == version && installed.build == improvement.prerequisiteBuild
        if !isOnBase { return .needsBuild(improvement.prerequisiteBuild) }
        return (installed.supplementalLetter ?? "") < improvement.letter ? .expired : nil
    }

    /// True when this Background Security Improvement has to be installed on top of `base`.
    func needs(_ base: Release) -> Bool {
        base.improvement == nil && base.version == version && base.build == improvement?.prerequisiteBuild
    }
}

extension InstalledOS {
    /// The same with the letter that belongs to its supplemental build: the build is what proves an improvement, and a
    /// device may tell its letter later or not at all.
    fileprivate func withLetter(of rows: [CatalogRow]) -> InstalledOS {
        guard let supplementalBuild else { return self }
        var installed = self
        if supplementalBuild == build {
            installed.supplementalLetter = nil
        } else if let row = rows.first(where: { $0.release.build == supplementalBuild && $0.release.version == version }
        ) {
            installed.supplementalLetter = row.release.improvement?.letter ?? supplementalLetter
        }
        return installed
    }
}

extension VersionRule {
    /// True when the rule speaks of this release for a device that runs `installed`.
    func names(_ release: Release, installed: InstalledOS) -> Bool {
        switch self {
        case .latest: true
        case .latestMinor: release.version.major == installed.version.major
        case .latestOfMajor(let major): release.version.major == major
        case .specific(let version, let build):
            release.version == version && (build.map { $0 == release.build } ?? (release.improvement == nil))
        }
    }

    /// When the time began to run for a device that is told to install `best`.
    ///
    /// A rule that follows counts from the oldest release that the device has skipped: else every release would push its
    /// deadline back (reference 9, "`latest` with rolling deadline"). A fixed version counts from its own.
    fileprivate func missedSince(_ best: CatalogRow, among newer: [CatalogRow]) -> Instant {
        guard follows else { return best.firstSeen }
        return newer.reduce(best.firstSeen) { min($0, $1.firstSeen) }
    }

    /// The Background Security Improvement that the rule pins by its build.
    func pinnedImprovement(in rows: [CatalogRow]) -> Release? {
        guard case .specific(let version, .some(let build)) = self else { return nil }
        return rows.first { $0.release.version == version && $0.release.build == build }?.release.asImprovement
    }

    /// True when the device already runs something newer than anything that the rule could name.
    func isBehind(_ installed: InstalledOS) -> Bool {
        switch self {
        case .latest, .latestMinor: false
        case .latestOfMajor(let major): installed.version.major > major
        case .specific(let version, _): installed.version > version
        }
    }
}

extension Target {
    /// The version as the feed spells it; the build only for a Background Security Improvement or a pinned build
    /// (reference 3.4, step 3).
    init(_ release: Release, rule: VersionRule) {
        var pinned: String?
        if case .specific(_, let build) = rule { pinned = build }
        self.init(
            version: release.version,
            build: release.improvement != nil || release.build == pinned ? release.build : nil,
            isSecurityImprovement: release.improvement != nil)
    }
}
