public import RatchetCore
import Storage

/// An event of the stream of all, with the device or the appliance that it is about.
public struct StreamedEvent: Sendable, Equatable {
    /// From 1, without gaps.
    public let position: Int64
    /// Nil for an event about no single device.
    public let device: DeviceLabel?
    /// Nil for an event about no appliance.
    public let appliance: ApplianceLabel?
    public let event: DeviceEvent
}

/// What a device is called.
public struct DeviceLabel: Sendable, Equatable {
    public let id: DeviceID
    public let number: Int64
    /// Its name, else its serial number, else its UDID.
    public let title: String
}

/// Steps about everything that happened.
public enum AdminEvents {
    /// The events after a place, in order.
    public static func list(after position: Int64, limit: Int) -> AdminReading<[StreamedEvent]> {
        { store, _ in
            var labels: [DeviceID: DeviceLabel?] = [:]
            var appliances: [ApplianceID: ApplianceLabel?] = [:]
            let limit = min(max(limit, 1), AdminLimits.page)
            return try store.events(after: position, limit: limit).map { placed in
                StreamedEvent(
                    position: placed.position,
                    device: try placed.event.device.flatMap { try label(of: $0, &labels, &store) },
                    appliance: try placed.event.appliance.flatMap { try label(of: $0, &appliances, &store) },
                    event: DeviceEvent(placed.event))
            }
        }
    }

    /// The place of the newest event that has one; 0 before the first.
    public static func last() -> AdminReading<Int64> { { store, _ in try store.lastEventPosition() } }

    private static func label(
        of id: DeviceID, _ labels: inout [DeviceID: DeviceLabel?], _ store: inout StoreTransaction
    ) throws -> DeviceLabel? {
        if let known = labels[id] { return known }
        let label = try store.device(id).map { row in
            DeviceLabel(
                id: id, number: row.number, title: row.facts.name ?? row.facts.serialNumber ?? row.identifier)
        }
        labels[id] = .some(label)
        return label
    }

    private static func label(
        of id: ApplianceID, _ labels: inout [ApplianceID: ApplianceLabel?], _ store: inout StoreTransaction
    ) throws -> ApplianceLabel? {
        if let known = labels[id] { return known }
        let label = try store.findAppliance(id.text).map(ApplianceLabel.init)
        labels[id] = .some(label)
        return label
    }
}
