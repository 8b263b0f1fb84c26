/// One hardware model: what it calls itself, and under which key the lookup feed lists it.
struct DeviceModel: Codable, Equatable, Sendable {
    /// `iPhone17,1`, `Mac14,2`.
    let productName: String
    /// `iPhone`, `iPad`, `Mac`, `AppleTV`, `RealityDevice`.
    let family: String
    let platform: Platform
    /// The software update device id: the product name, or a Mac's board (reference 6.3).
    let feedKey: String
    let marketingName: String
    let isAppleSilicon: Bool
    let hasBattery: Bool
    /// Capacity in GB.
    let capacity: Int

    init(
        _ productName: String, _ family: String, _ platform: Platform, feedKey: String? = nil, _ marketingName: String,
        appleSilicon: Bool = true, battery: Bool = true, capacity: Int = 256
    ) {
        self.productName = productName
        self.family = family
        self.platform = platform
        self.feedKey = feedKey ?? productName
        self.marketingName = marketingName
        isAppleSilicon = appleSilicon
        hasBattery = battery
        self.capacity = capacity
    }
}

/// The system a device runs.
struct InstalledSystem: Codable, Equatable, Sendable {
    var version: OSVersion
    var build: String
    /// The build with its supplemental letter; the same as `build` without a Background Security Improvement.
    var supplementalBuild: String
    /// `(a)`, or nothing.
    var supplementalExtra: String

    init(version: OSVersion, build: String, supplementalBuild: String? = nil, supplementalExtra: String = "") {
        self.version = version
        self.build = build
        self.supplementalBuild = supplementalBuild ?? build
        self.supplementalExtra = supplementalExtra
    }
}

/// A model and the systems that its devices start with.
struct ModelEntry: Sendable {
    let model: DeviceModel
    /// The newest system of the built-in feed for this model.
    let current: InstalledSystem
    /// Older systems that it may start with.
    let older: [InstalledSystem]
    /// A system that knows declarations but not the enforcement of updates, if the model ever ran one.
    let beforeEnforcement: InstalledSystem?
    /// A system of the major version before the newest one, if the model has both.
    let majorBehind: InstalledSystem?
}
