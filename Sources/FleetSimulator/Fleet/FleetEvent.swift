/// Something that happened to one device.
public struct FleetEvent: Codable, Equatable, Sendable {
    public enum Kind: String, Codable, Sendable {
        case enrolled
        case managed
        /// `detail` is the new install state.
        case installState = "install-state"
        /// `detail` is the version that it runs now.
        case updated
        /// `detail` says what the server did wrong.
        case alarm
        /// `detail` says how.
        case unenrolled
    }

    public let kind: Kind
    public let number: Int
    public let serialNumber: String
    public let name: String
    public let detail: String

    /// What the difference between two summaries of one device amounts to.
    static func between(_ before: DeviceSummary, _ after: DeviceSummary) -> [FleetEvent] {
        guard before != after else { return [] }
        var events: [FleetEvent] = []
        func note(_ kind: Kind, _ detail: String) {
            events.append(
                FleetEvent(
                    kind: kind, number: after.number, serialNumber: after.serialNumber, name: after.name,
                    detail: detail))
        }
        if after.alarms > before.alarms { note(.alarm, after.lastAlarm ?? "") }
        if after.stage != before.stage {
            switch after.stage {
            case .enrolled: note(.enrolled, after.osVersion)
            case .managed: note(.managed, after.osVersion)
            case .unenrolled: note(.unenrolled, after.reason ?? "")
            case .off, .enrolling: break
            }
        }
        if after.updates > before.updates { note(.updated, after.osVersion) }
        if after.installState != before.installState { note(.installState, after.installState) }
        return events
    }
}
