import Foundation
import Orchestrator
import RatchetCore

/// Something that happened to a device.
public struct EventResource: Codable, Sendable, Equatable {
    public var id: String
    public var time: String
    /// `enforcement.moved`.
    public var type: String
    /// Of the body's shape.
    public var version: Int
    /// `device`, `service`, `admin`, `lookup`, `push`.
    public var actor: String
    public var body: [String: String]
}

extension EventResource {
    init(_ event: DeviceEvent) {
        let body = try? JSONDecoder().decode([String: String].self, from: Data(event.body.utf8))
        self.init(
            id: event.id, time: event.at.description, type: event.type, version: event.version, actor: event.actor,
            body: body ?? ["text": event.body])
    }
}

/// One page of a device's timeline, newest first.
public struct TimelineResource: Codable, Sendable, Equatable {
    public var events: [EventResource]
    /// What to give as `before` for the next page; null on the last.
    @OrNull public var next: String? = nil
}
