import RatchetCore

/// A platform with its models and versions, in the size of Apple's feed: some 10 releases for each model.
struct SamplePlatform {
    let name: String
    /// The keys of its models in the feed.
    let kinds: [String]
    let majors: [Int]

    static let all = [
        SamplePlatform(name: "macOS", kinds: (1...50).map { "J\(400 + $0)AP" }, majors: [13, 14, 15, 26]),
        SamplePlatform(name: "iOS", kinds: (1...60).map { "iPhone\(10 + $0),1" }, majors: [16, 17, 18, 26]),
        SamplePlatform(name: "visionOS", kinds: (1...10).map { "RealityDevice\($0),1" }, majors: [1, 2, 3, 26]),
    ]

    /// Forty, the oldest first: `13.0`, `13.0.1`, `13.1` and so on.
    var versions: [String] {
        majors.flatMap { major in (0..<10).map { "\(major).\($0 / 2)\($0 % 2 == 0 ? "" : ".1")" } }
    }

    /// The build of a version: every text of it differs from every other's.
    static func build(_ version: String) -> String {
        "\(version.split(separator: ".")[0])B\(version.filter(\.isNumber))"
    }

    /// The three newest releases of each major version, the newest of all for the public too, and a Background Security
    /// Improvement on top of it.
    func rows() throws -> [CatalogRow] {
        let offered = versions.enumerated().filter { $0.offset % 10 >= 7 }.map(\.element)
        guard let newest = versions.last else { return [] }
        let improvement = SecurityImprovement(letter: "a", prerequisiteBuild: SamplePlatform.build(newest))
        return try kinds.flatMap { kind in
            try offered.map { try row($0, kind, .assets) } + [try row(newest, kind, .publicAssets)]
                + [try row(newest, kind, .securityImprovements, improvement)]
        }
    }

    private func row(
        _ version: String, _ kind: String, _ list: ReleaseList, _ improvement: SecurityImprovement? = nil
    ) throws -> CatalogRow {
        let build = SamplePlatform.build(version) + (improvement?.letter ?? "")
        return CatalogRow(
            list: list,
            release: Release(
                platform: name, version: try Sample.version(version), build: build, improvement: improvement),
            device: FeedKey(kind), postingDate: nil, expirationDate: try Sample.day("2026-12-31"),
            firstSeen: try Sample.moment("2026-03-24T12:00:00Z"))
    }
}
