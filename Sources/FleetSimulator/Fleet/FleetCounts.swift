/// How many devices of a fleet stand where.
public struct FleetCounts: Equatable, Sendable {
    /// Devices by stage.
    public private(set) var stages: [DeviceSummary.Stage: Int] = [:]
    /// Devices by `softwareupdate.install-state`.
    public private(set) var installStates: [String: Int] = [:]
    /// Devices that have installed an update and have none under way.
    public private(set) var updated = 0
    /// Breaches of the protocol by the server, over all devices.
    public private(set) var alarms = 0

    init(_ devices: some Sequence<DeviceSummary>) {
        for device in devices {
            stages[device.stage, default: 0] += 1
            installStates[device.installState, default: 0] += 1
            alarms += device.alarms
            if device.updates > 0, device.installState == "none" { updated += 1 }
        }
    }
}
