import Foundation

/// An update that a device has fetched.
struct Download: Codable, Equatable, Sendable {
    /// What a content cache knows it by: everybody who goes from the same major version to the same build fetches the same.
    let name: String
    let bytes: Int64
    /// When the device had it.
    let at: Date
}

/// How large an update is. No byte of it is moved: these are sizes as Apple's updates of 2025 and 2026 have them, to within
/// a factor of two.
enum UpdateSize {
    private static let megabyte: Int64 = 1_000_000

    /// In bytes: an upgrade is a whole system, an update is a part of one, and an improvement is a small part.
    static func bytes(from installed: InstalledSystem, to target: UpdateTarget, on platform: Platform) -> Int64 {
        if target.version == installed.version { return 250 * megabyte }
        let isUpgrade = target.version.major != installed.version.major
        return (isUpgrade ? upgrade(platform) : update(platform)) * megabyte
    }

    private static func upgrade(_ platform: Platform) -> Int64 {
        switch platform {
        case .macOS: 13_500
        case .iOS, .iPadOS: 8_200
        case .visionOS: 6_500
        case .tvOS: 4_800
        }
    }

    private static func update(_ platform: Platform) -> Int64 {
        switch platform {
        case .macOS: 3_400
        case .iOS, .iPadOS: 1_100
        case .visionOS: 1_500
        case .tvOS: 900
        }
    }
}
