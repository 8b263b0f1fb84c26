import FleetSimulator

extension FleetProgress {
    /// What the devices would have fetched, and from where: no byte of it was moved.
    var fetchedUpdates: String {
        let caches = bytesFromCaches.sorted { $0.key < $1.key }.map {
            "\(gigabytes($0.value)) from the cache at \($0.key)"
        }
        let all = gigabytes(bytesFromCatalog + bytesFromCache)
        let sources = ["\(gigabytes(bytesFromCatalog)) from Apple's update catalog"] + caches
        return "Updates fetched: \(all), of which \(Output.list(sources))."
    }

    /// `3.4 GB`.
    private func gigabytes(_ bytes: Int64) -> String {
        let tenths = (bytes + 50_000_000) / 100_000_000
        return "\(tenths / 10).\(tenths % 10) GB"
    }
}
