/// The operating system family of a simulated device.
enum Platform: String, Codable, CaseIterable, Sendable {
    case iOS
    case iPadOS
    case macOS
    case tvOS
    case visionOS

    /// The key of the lists in the lookup feed: iPhone, iPad and Apple TV share one (reference 6.2).
    var feedList: String {
        switch self {
        case .iOS, .iPadOS, .tvOS: "iOS"
        case .macOS: "macOS"
        case .visionOS: "visionOS"
        }
    }

    /// As `device.operating-system.family` says it.
    var familyName: String { rawValue }

    /// As `device.operating-system.marketing-name` says it; Macs carry a name of their own.
    func marketingName(of version: OSVersion) -> String {
        guard self == .macOS else { return "\(rawValue) \(version.text)" }
        let names = [12: "Monterey", 13: "Ventura", 14: "Sonoma", 15: "Sequoia", 26: "Tahoe"]
        guard let name = names[version.major] else { return "macOS \(version.text)" }
        return "macOS \(name) \(version.text)"
    }
}
