import RatchetCore
import Storage
import Synchronization

/// Every device as far as a planner cares, by number.
struct FleetSituations: Sendable {
    /// A device and the number of its situation in the table.
    struct Device: Sendable {
        let id: DeviceID
        let situation: UInt32
    }

    var table = FleetTable()
    var devices: [Device] = []
}

/// In which situation each device is, kept in memory: who looks at the whole fleet every few seconds reads those devices again
/// whose revision is another one, and no others.
public final class SituationCache: Sendable {
    private struct Known {
        let revision: Int64
        let situation: UInt32
    }

    private struct State {
        var table = FleetTable()
        var known: [DeviceID: Known] = [:]
    }

    /// Situations that no device is in any more are forgotten with all others once there are so many.
    private static let mostSituations = 20_000

    private let held = Mutex(State())

    public init() {}

    /// The fleet as the transaction sees it.
    func fleet(_ store: inout StoreTransaction) throws -> FleetSituations {
        let cached = held.withLock { $0 }
        var state = cached.table.situations.count > SituationCache.mostSituations ? State() : cached
        var fleet: [FleetSituations.Device] = []
        let revisions = try store.deviceRevisions()
        fleet.reserveCapacity(revisions.count)
        for device in revisions {
            let situation: UInt32
            if let known = state.known[device.id], known.revision == device.revision {
                situation = known.situation
            } else {
                guard let row = try store.device(device.id) else { continue }
                situation = state.table.number(of: row.facts)
                state.known[device.id] = Known(revision: row.revision, situation: situation)
            }
            fleet.append(FleetSituations.Device(id: device.id, situation: situation))
        }
        // Devices that are gone are kept until there are as many of them as of the others.
        if state.known.count > 2 * fleet.count { state = State() }
        held.withLock { $0 = state }
        return FleetSituations(table: state.table, devices: fleet)
    }
}
