import AppleManagement
import Synchronization

/// Manifests as they were rendered before. Most devices of a fleet should have the same few, and each report of a device
/// asks whether it still has the right one.
public final class ManifestCache: Sendable {
    /// How many are kept; beyond that all are forgotten, which costs no more than rendering again.
    private static let most = 1024

    private let held = Mutex<[ManifestEssence: RenderedManifest]>([:])

    public init() {}

    /// - Throws: what `ManifestBuilder.render(_:)` throws.
    func manifest(_ intent: ManifestIntent) throws -> RenderedManifest {
        let essence = ManifestEssence(intent)
        if let known = held.withLock({ $0[essence] }) { return known }
        let manifest = try ManifestBuilder.render(intent)
        held.withLock { held in
            if held.count == ManifestCache.most { held.removeAll(keepingCapacity: true) }
            held[essence] = manifest
        }
        return manifest
    }
}
