/// What a device advertises in `management.client-capabilities`, by platform, version and kind of enrolment.
///
/// The floors are those of Apple's schema (reference 3.1, 3.3 and 4).
struct Capabilities: Codable, Equatable, Sendable {
    let activations: [String]
    let assets: [String]
    let configurations: [String]
    let management: [String]
    let statusItems: [String]
    /// Whether full status reports are known: iOS 17, macOS 14, tvOS 17.
    let hasFullReports: Bool

    init(platform: Platform, version: OSVersion, supervised: Bool, userEnrolled: Bool = false) {
        let facts = Facts(
            platform: platform, version: version, supervised: supervised, userEnrolled: userEnrolled)
        activations = ["com.apple.activation.simple"]
        assets = ["com.apple.asset.data", "com.apple.asset.useridentity"]
        management = [
            "com.apple.management.organization-info", "com.apple.management.properties",
            "com.apple.management.server-capabilities",
        ]
        var configurations = ["com.apple.configuration.management.status-subscriptions"]
        if facts.enforcesUpdates { configurations.append(DeclarationType.enforcement) }
        if facts.hasUpdateSettings { configurations.append("com.apple.configuration.softwareupdate.settings") }
        self.configurations = configurations
        statusItems = facts.inventoryItems + facts.updateItems
        hasFullReports = facts.hasFullReports
    }

    var declarationTypes: Set<String> {
        Set(activations + assets + configurations + management)
    }
}

/// Declaration types that the device treats by name.
enum DeclarationType {
    static let activation = "com.apple.activation.simple"
    static let subscriptions = "com.apple.configuration.management.status-subscriptions"
    static let enforcement = "com.apple.configuration.softwareupdate.enforcement.specific"
}

private struct Facts {
    let platform: Platform
    let version: OSVersion
    let supervised: Bool
    let userEnrolled: Bool

    /// macOS enforces on supervised Macs only, the other platforms also under plain device enrolment, and none under user
    /// enrolment.
    var allowed: Bool { !userEnrolled && (platform != .macOS || supervised) }

    var enforcesUpdates: Bool { allowed && version >= floor(iOS: (17, 0), macOS: (14, 0), visionOS: (26, 0)) }
    var hasUpdateSettings: Bool { allowed && version >= floor(iOS: (18, 0), macOS: (15, 0), visionOS: (26, 0)) }
    var hasDeviceID: Bool { allowed && version >= floor(iOS: (18, 0), macOS: (15, 0), visionOS: (26, 4)) }
    var hasFullReports: Bool { platform == .macOS ? version.major >= 14 : platform == .visionOS || version.major >= 17 }
    var hasBeta: Bool { hasUpdateSettings && (platform != .tvOS && platform != .visionOS) }

    var inventoryItems: [String] {
        var items = [
            "device.identifier.serial-number", "device.identifier.udid", "device.model.family",
            "device.model.identifier", "device.model.marketing-name", "device.operating-system.build-version",
            "device.operating-system.family", "device.operating-system.marketing-name",
            "device.operating-system.supplemental.build-version",
            "device.operating-system.supplemental.extra-version", "device.operating-system.version",
            "management.client-capabilities", "management.declarations",
        ]
        if userEnrolled { items.removeAll { $0.hasPrefix("device.identifier.") } }
        if platform == .iOS || platform == .iPadOS || platform == .macOS { items.append("device.power.battery-health") }
        return items
    }

    var updateItems: [String] {
        guard enforcesUpdates else { return [] }
        var items = [
            "softwareupdate.failure-reason", "softwareupdate.install-reason", "softwareupdate.install-state",
            "softwareupdate.pending-version",
        ]
        if hasDeviceID { items.append("softwareupdate.device-id") }
        if hasBeta { items.append("softwareupdate.beta-enrollment") }
        return items
    }

    private func floor(iOS: (Int, Int), macOS: (Int, Int), visionOS: (Int, Int)) -> OSVersion {
        switch platform {
        case .iOS, .iPadOS: OSVersion(iOS.0, iOS.1)
        case .macOS: OSVersion(macOS.0, macOS.1)
        case .tvOS: OSVersion(18, 4)
        case .visionOS: OSVersion(visionOS.0, visionOS.1)
        }
    }
}
