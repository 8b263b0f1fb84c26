import AdminAPI

/// Releases as a table.
enum ReleaseTable {
    static func table(_ releases: [ReleaseResource]) -> TextTable {
        var table = TextTable(
            [
                "PLATFORM", "VERSION", "BUILD", "LISTS", "FIRST SEEN", "EXPIRES", ">MODELS", ">FLEET", ">ELIGIBLE",
                ">OFFERED", ">DONE", ">BLOCKED",
            ], flexible: 3, spare: [3, 6, 7, 5])
        for release in releases {
            let lists = release.lists.map { names[$0] ?? $0 }.joined(separator: "+")
            let expires = release.present ? release.expirationDate ?? "never" : "missing"
            table.add([
                release.platform, release.name, release.build, lists, String(release.firstSeen.prefix(10)), expires,
                String(release.models), String(release.fleet.devices), String(release.fleet.eligible),
                String(release.fleet.offered), String(release.fleet.done),
                String(release.fleet.blocked.values.reduce(0, +)),
            ])
        }
        return table
    }

    /// The releases, what stands in their way, and where the catalog stands.
    static func page(_ list: ReleaseListResource, on canvas: Canvas) -> [Line] {
        let wrapped = { (text: String) in Line.wrapped(text, width: canvas.textWidth) }
        let standing = wrapped(standing(list.catalog))
        if list.catalog.lastGoodAt == nil { return standing }
        let table = table(list.releases).lines(on: canvas)
        let blocked = blocked(list.releases).flatMap(wrapped)
        return (table.isEmpty ? ["No release fits."] : table) + [""] + blocked + standing
    }

    /// What stands in the way, the most devices first; releases of a platform with the same answer share a line.
    static func blocked(_ releases: [ReleaseResource]) -> [String] {
        var lines: [(platform: String, reasons: String, names: [String])] = []
        for release in releases where !release.fleet.blocked.isEmpty {
            let reasons = release.fleet.blocked.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .map { "\($0.value) \($0.key)" }.joined(separator: ", ")
            if let line = lines.firstIndex(where: { ($0.platform, $0.reasons) == (release.platform, reasons) }) {
                // Twin builds have one name.
                if !lines[line].names.contains(release.name) { lines[line].names.append(release.name) }
            } else {
                lines.append((release.platform, reasons, [release.name]))
            }
        }
        return lines.map { "Blocked from \($0.platform) \($0.names.joined(separator: ", ")): \($0.reasons)." }
    }

    private static let names = [
        "AssetSets": "mdm", "PublicAssetSets": "public", "PublicBackgroundSecurityImprovements": "security",
    ]

    /// Where the catalog stands, in a sentence.
    static func standing(_ catalog: CatalogResource) -> String {
        guard let good = Output.time(catalog.lastGoodAt) else {
            return "Apple's list has not been fetched yet\(catalog.lastProblem.map { ": \($0)" } ?? "")."
        }
        guard let problem = catalog.lastProblem else { return "Apple's list as of \(good) UTC." }
        return "Apple's list as of \(good) UTC; the last fetch failed: \(problem)."
    }
}
