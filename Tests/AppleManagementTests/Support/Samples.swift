import AppleDDM
import AppleManagement
import Foundation
import RatchetCore
import SeededRandom
import Testing

enum Samples {
    /// The types that our manifests can hold.
    static let ourTypes: Set<String> = [
        OrganizationInfo.type, StatusSubscriptions.type, ActivationSimple.type, SoftwareUpdateEnforcementSpecific.type,
    ]

    /// Advertises all that we send and every status item that we want.
    static let everything = Capabilities(
        declarationTypes: ourTypes, statusItems: Set(StatusItemName.forUpdates.map(\.rawValue)))

    static func update(
        _ version: String = "26.4", build: String? = nil, by deadline: String = "2026-04-10T18:00:00",
        url: String? = nil
    ) throws -> EnforcedUpdate {
        EnforcedUpdate(
            target: Target(version: try #require(OSVersion(version)), build: build),
            deadline: try #require(LocalDateTime(deadline)), detailsURL: url)
    }

    /// A random intent; two of them are often equal in part.
    static func intent(using random: inout SeededRandom) throws -> ManifestIntent {
        var intent = ManifestIntent(organization: ["Example", "Beispiel"].randomElement(using: &random) ?? "Example")
        if Bool.random(using: &random) {
            let types = ourTypes.filter { _ in Int.random(in: 0..<5, using: &random) > 0 }
            let items = StatusItemName.forUpdates.prefix(4).map(\.rawValue)
                .filter { _ in Bool.random(using: &random) }
            intent.capabilities = Capabilities(declarationTypes: types, statusItems: Set(items))
        }
        if Bool.random(using: &random) {
            intent.update = try update(
                ["26.4", "26.4.1", "26.0"].randomElement(using: &random) ?? "26.4",
                build: [nil, "25E246"].randomElement(using: &random) ?? nil,
                by: ["2026-04-10T18:00:00", "2026-04-11T18:00:00"].randomElement(using: &random) ?? "",
                url: [nil, "https://example.org/update"].randomElement(using: &random) ?? nil)
        }
        return intent
    }
}

/// Apple's files, kept beside the package and not in it.
enum SharedData {
    /// `shared/data` beside the package's directory.
    static let directory = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "shared/data")

    static func has(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: directory.appending(path: name).path())
    }
}
