import Foundation

/// The update that a declaration makes a device install, resolved against the catalog.
struct UpdateTarget: Codable, Equatable, Sendable {
    let declarationID: String
    let version: OSVersion
    let build: String
    let supplementalBuild: String
    let supplementalExtra: String
    let deadlineText: String
    let deadline: Date

    /// The same release, whatever the declaration and the deadline.
    func isSameRelease(as other: UpdateTarget) -> Bool {
        version == other.version && supplementalBuild == other.supplementalBuild
    }

    var system: InstalledSystem {
        InstalledSystem(
            version: version, build: build, supplementalBuild: supplementalBuild, supplementalExtra: supplementalExtra)
    }

    /// `26.4`, or `26.3.1 (a)`: as the pending version names it.
    var displayVersion: String {
        supplementalExtra.isEmpty ? version.text : "\(version.text) \(supplementalExtra)"
    }
}

/// The attempt that went wrong.
struct UpdateFailure: Codable, Equatable, Sendable {
    static let noSpace = "not enough free space"
    static let lowBattery = "the battery is not charged enough to install"
    static let notVerified = "the downloaded update could not be verified"
    static let noBootstrapToken = "the bootstrap token could not be obtained"

    /// How often the current update failed.
    var count: Int
    let reason: String
    let timestamp: Date
}
