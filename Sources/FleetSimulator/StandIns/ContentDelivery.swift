/// Where a simulated device is when it downloads.
enum Site: String, CaseIterable, Codable, Sendable {
    case headquarters, branch
    /// At home: without a content cache.
    case home

    /// Of three devices one is at each.
    init(ofDevice index: Int) {
        self = Site.allCases[index % Site.allCases.count]
    }

    var hasCache: Bool { self != .home }
}

/// The stand-ins for Apple's update servers and for the content caches of the sites: what each has served, from what the
/// devices have fetched.
///
/// The first device of a site that fetches an update takes it from Apple, through the cache; all others take it from the
/// cache (reference 3.2: caches are used automatically). It is computed from the devices' own records, so it survives a
/// restart with them.
struct ContentDelivery: Equatable, Sendable {
    /// Served by Apple's update servers, in bytes.
    private(set) var bytesFromCatalog: Int64 = 0
    /// Served by the content cache of each site that has one, in bytes.
    private(set) var bytesFromCaches: [Site: Int64]

    init(bytesFromCatalog: Int64, bytesFromCaches: [Site: Int64]) {
        (self.bytesFromCatalog, self.bytesFromCaches) = (bytesFromCatalog, bytesFromCaches)
    }

    init(_ devices: [(index: Int, downloads: [Download])]) {
        bytesFromCaches = Dictionary(uniqueKeysWithValues: Site.allCases.filter(\.hasCache).map { ($0, 0) })
        let fetched = devices.flatMap { device in
            device.downloads.map { (site: Site(ofDevice: device.index), download: $0) }
        }
        var cached: [Site: Set<String>] = [:]
        for (site, download) in fetched.sorted(by: { $0.download.at < $1.download.at }) {
            let isNew = !site.hasCache || cached[site, default: []].insert(download.name).inserted
            if isNew {
                bytesFromCatalog += download.bytes
            } else {
                bytesFromCaches[site, default: 0] += download.bytes
            }
        }
    }
}
