import Foundation
import Orchestrator
import RatchetCore

/// Something that happened to a device or an appliance.
public struct EventResource: Codable, Sendable, Equatable {
    public var id: String
    public var time: String
    /// `enforcement.moved`.
    public var type: String
    /// Of the body's shape.
    public var version: Int
    /// `device`, `appliance`, `service`, `admin`, `lookup`, `push`.
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

/// Something that happened, with its place among everything that did.
public struct StreamedEventResource: Codable, Sendable, Equatable {
    public struct Device: Codable, Sendable, Equatable {
        public var id: String
        public var number: Int64
        /// Its name, else its serial number, else its UDID.
        public var title: String
    }

    /// From 1, without gaps.
    public var position: Int64
    /// Null for an event about no single device.
    @OrNull public var device: Device? = nil
    /// Null for an event about no appliance.
    @OrNull public var appliance: ApplianceLabelResource? = nil
    public var event: EventResource
}

/// Events in their order.
public struct EventListResource: Codable, Sendable, Equatable {
    public var events: [StreamedEventResource]
    /// What to give as `after` for the next page.
    public var next: Int64
}

extension StreamedEventResource {
    init(_ streamed: StreamedEvent) {
        self.init(
            position: streamed.position,
            device: streamed.device.map { Device(id: $0.id.text, number: $0.number, title: $0.title) },
            appliance: streamed.appliance.map(ApplianceLabelResource.init),
            event: EventResource(streamed.event))
    }
}

/// One page of a device's or an appliance's timeline, newest first.
public struct TimelineResource: Codable, Sendable, Equatable {
    public var events: [EventResource]
    /// What to give as `before` for the next page; null on the last.
    @OrNull public var next: String? = nil
}
