/// A small feed of our own. Versions, builds, dates and device ids are facts of Apple's feed of March 2026.
public enum DemoFeed {
    /// The releases that the feed has from the start.
    public static let releases: [FleetRelease] =
        macReleases + handheldReleases + televisionReleases + headsetReleases + improvements

    /// One that it does not have yet, to be published while things run. Its versions and builds are made up.
    public static let laterReleases: [FleetRelease] = [
        FleetRelease(
            list: "macOS", version: "26.4.1", build: "25E253", postingDate: "2026-04-08", devices: currentMacs),
        FleetRelease(list: "iOS", version: "26.4.1", build: "23E254", postingDate: "2026-04-08", devices: handhelds),
    ]

    /// Boards that take macOS 26.
    static let currentMacs = [
        "J152FAP", "J274AP", "J293AP", "J313AP", "J413AP", "J414sAP", "J456AP", "J473AP", "J493AP", "J613AP", "J713AP",
        "J773gAP",
    ]

    /// Boards that stay on macOS 15 take only its releases; the others may choose.
    static let olderMacs = currentMacs + ["J132AP", "J680AP"]

    static let handhelds = [
        "iPad11,6", "iPad13,18", "iPad14,3", "iPad16,3", "iPhone12,1", "iPhone13,2", "iPhone14,6", "iPhone16,2",
        "iPhone17,1",
    ]

    /// Models that take nothing newer than 18.
    static let lastOn18 = ["iPad7,11", "iPad7,12", "iPhone11,2"]
    static let televisions = ["AppleTV11,1", "AppleTV14,1"]
    static let headsets = ["RealityDevice14,1", "RealityDevice17,1"]

    private static let macReleases = [
        FleetRelease(
            list: "macOS", version: "26.4", build: "25E246", postingDate: "2026-03-24", devices: currentMacs),
        FleetRelease(
            list: "macOS", version: "26.3.1", build: "25D2128", postingDate: "2026-03-04", devices: currentMacs),
        FleetRelease(
            list: "macOS", version: "15.7.5", build: "24G624", postingDate: "2026-03-24", devices: olderMacs),
    ]

    private static let handheldReleases = [
        FleetRelease(list: "iOS", version: "26.4", build: "23E246", postingDate: "2026-03-24", devices: handhelds),
        FleetRelease(list: "iOS", version: "26.4", build: "23E6246", postingDate: "2026-03-24", devices: handhelds),
        FleetRelease(list: "iOS", version: "26.3.1", build: "23D8133", postingDate: "2026-03-04", devices: handhelds),
        FleetRelease(list: "iOS", version: "18.7.7", build: "22H333", postingDate: "2026-03-24", devices: lastOn18),
        FleetRelease(list: "iOS", version: "18.7.7", build: "22H6333", postingDate: "2026-03-24", devices: lastOn18),
    ]

    private static let televisionReleases = [
        FleetRelease(list: "iOS", version: "26.4", build: "23L243", postingDate: "2026-03-24", devices: televisions),
        FleetRelease(list: "iOS", version: "26.4", build: "23L6243", postingDate: "2026-03-24", devices: televisions),
    ]

    private static let headsetReleases = [
        FleetRelease(
            list: "visionOS", version: "26.4", build: "23O247", postingDate: "2026-03-24", devices: headsets),
        FleetRelease(
            list: "visionOS", version: "26.4", build: "23O6247", postingDate: "2026-03-24", devices: headsets),
    ]

    private static let improvements = [
        FleetRelease(
            list: "macOS", version: "26.3.1", build: "25D771280a", postingDate: "2026-03-17", devices: currentMacs,
            extra: "(a)", prerequisite: "25D2128"),
        FleetRelease(
            list: "iOS", version: "26.3.1", build: "23D771330a", postingDate: "2026-03-17", devices: handhelds,
            extra: "(a)", prerequisite: "23D8133"),
    ]
}
