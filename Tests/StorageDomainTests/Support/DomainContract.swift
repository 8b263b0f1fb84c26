import Foundation
import RatchetCore
import Storage
import Testing

/// What the stores by noun do, as facts that hold on every engine.
enum DomainContract {
    /// One fact and the proof of it, which gets an empty store with the whole schema.
    struct Fact: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let check: @Sendable (any Store) async throws -> Void

        /// - Parameter proof: one unit of work.
        init(_ words: String, _ proof: @escaping @Sendable (inout StoreTransaction) throws -> Void) {
            testDescription = words
            check = { store in try await store.perform { transaction in try proof(&transaction) } }
        }
    }

    static let facts =
        devices + contacts + enrolments + manifests + commands + reports + timeline + eventStream + secrets + refusals
        + catalog
        + plans + groups
        + enforcements + status + pushes + audit + people + identity + appliances + upgrades + graphs
}

/// So many seconds after 2026-03-31T12:00:00Z.
func at(_ seconds: Int64) -> Instant { Instant(seconds: 1_774_958_400 + seconds) }

func version(_ text: String) throws -> OSVersion { try #require(OSVersion(text)) }

extension StoreTransaction {
    /// A device that calls itself `name`, with an enrolled device channel.
    @discardableResult
    func enrol(_ name: String, facts: DeviceFacts = DeviceFacts(enrolment: .enrolled)) throws -> EnrolmentID {
        let device = DeviceID("device-\(name)")
        _ = try touchOrCreate(identifier: name, newID: device, facts: facts, at: at(0))
        let channel = try #require(EnrolmentID(device: name))
        try startEnrolment(channel, of: device, isUserChannel: false, topic: "topic", at: at(0))
        try setPushAddress(channel, topic: "topic", token: Data([1, 2]), magic: "magic", at: at(0))
        return channel
    }

    /// The push service takes the token of a channel that `enrol` made no more. Returns whether that was noted.
    func refuse(_ id: EnrolmentID, _ reason: String = "410 Unregistered", since: Instant? = nil) throws -> Bool {
        try refuseToken(Data([1, 2]), of: id, reason: reason, since: since)
    }

    /// The subjects for which work of a kind waits.
    func waiting(_ kind: String, among subjects: [String]) throws -> [String] {
        try subjects.filter { subject in try pending(subject: subject).contains { $0.kind == kind } }
    }
}

extension StoredManifest {
    /// A manifest whose token and bytes are easy to tell.
    static func sample(_ token: String, _ declarations: [String: String]) -> StoredManifest {
        StoredManifest(
            token: token, items: Data("items of \(token)".utf8),
            declarations: declarations.sorted { $0.key < $1.key }.map {
                StoredDeclaration(
                    kind: "configuration", identifier: $0.key, serverToken: $0.value,
                    body: Data("\($0.key) \($0.value)".utf8))
            })
    }
}
