import RatchetCore
import Storage
import Synchronization

/// In which situation each device is, kept in memory: who looks at the whole fleet every few seconds reads those devices again
/// whose revision is another one, and no others.
public final class SituationCache: Sendable {
    private let held = Mutex(Situations())

    public init() {}

    /// What is known up to now; whoever has come to know more gives it back.
    var known: Situations { held.withLock { $0 } }

    func keep(_ situations: Situations) {
        held.withLock { $0 = situations.worthKeeping }
    }
}

/// The situations of devices, and who is in which as of which revision.
struct Situations: Sendable {
    private struct Known {
        let revision: Int64
        let situation: UInt32
    }

    /// The policies in it are those of one look.
    var table = FleetTable()
    private var devices: [DeviceID: Known] = [:]

    /// The number in the table of the device's situation, which is read where it is not known; nil where the device is gone.
    mutating func number(of device: DeviceRevision, _ store: inout StoreTransaction) throws -> UInt32? {
        if let known = devices[device.id], known.revision == device.revision { return known.situation }
        guard let row = try store.device(device.id) else { return nil }
        let situation = table.number(of: row.facts)
        devices[device.id] = Known(revision: row.revision, situation: situation)
        return situation
    }

    /// Without policies; and nothing at all once there are so many situations that most of them must be of the past.
    fileprivate var worthKeeping: Situations {
        guard table.situations.count <= max(1_000, devices.count) else { return Situations() }
        var kept = self
        kept.table = table.withoutPolicies
        return kept
    }
}
