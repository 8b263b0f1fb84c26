import Foundation
import Orchestrator
import RatchetCore
import Storage

/// Looks at the server from outside after every step, and remembers what it was told and what it promised.
final class Inspector {
    let server: SimulatedServer
    /// By UDID.
    var devices: [String: KnownDevice] = [:]
    /// Plans whose cancellation was acknowledged.
    var cancelledPlans: Set<String> = []
    var tokens = TokenRegister()
    var misses: MissRegister
    private var catalog = Catalog.empty
    /// What has become of enforcements since somebody last took it.
    private var changes: [(udid: String, text: String)] = []

    init(_ server: SimulatedServer) {
        self.server = server
        misses = MissRegister(interval: server.settings.lookupInterval)
    }

    /// Looks at one device after a step that was about it.
    func look(at udid: String) throws {
        var known = devices[udid] ?? KnownDevice()
        guard let id = try known.id ?? server.look({ try $0.simulationDeviceID(udid) }) else { return }
        known.id = id
        let row = try judged(id)
        try server.look { store in
            guard let channel = try store.deviceChannel(of: id) else { return }
            try lookAtManifest(row, channel, &known, &store)
            try lookAtEnforcements(row, &known, &store)
            try lookAtReports(row, known, &store)
        }
        devices[udid] = known
    }

    /// After a restart and at the end: everything that was acknowledged is still there.
    func audit() throws {
        for udid in devices.keys.sorted() {
            guard let known = devices[udid], let id = known.id else { continue }
            try look(at: udid)
            let sealed = try server.look { try $0.secret(.bootstrapToken, of: id) }
            if let secret = known.secret, sealed.map({ Data($0.reversed()) }) != secret {
                throw Violation(.secretsKept, "the bootstrap token of \(udid) is not the one that was taken")
            }
        }
    }

    func changed(_ udid: String, _ text: String) { changes.append((udid, text)) }

    /// What was seen to change, once.
    func takeChanges() -> [(udid: String, text: String)] {
        defer { changes = [] }
        return changes
    }

    /// The catalog as the server has it.
    func currentCatalog(_ store: inout StoreTransaction) throws -> Catalog {
        if try store.catalogStatus().revision != catalog.revision { catalog = try store.catalog() }
        return catalog
    }

    private func lookAtReports(_ row: DeviceSummary, _ known: KnownDevice, _ store: inout StoreTransaction) throws {
        let (kept, unapplied) = try store.simulationReportCounts(of: row.id)
        if unapplied > 0 { throw Violation(.noInternalFault, "a report of \(row.identifier) could not be applied") }
        if kept < known.reportsAcknowledged {
            throw Violation(
                .reportsKept,
                "\(row.identifier) was answered 200 for \(known.reportsAcknowledged) reports; \(kept) are kept")
        }
    }

    /// The device as the server knows it, which has a verdict that what is known can prove.
    private func judged(_ id: DeviceID) throws -> DeviceSummary {
        let judged: JudgedDevice
        do {
            judged = try server.judged(id, sabotage: server.sabotage)
        } catch {
            throw Violation(.everyDeviceHasVerdict, "\(id) has none: \(error)")
        }
        let device = server.sabotage == nil ? judged.device : try server.judged(id, sabotage: nil).device
        if device.facts.enrolment == .enrolled, judged.verdict.answer == .no,
            !isProved(judged.verdict.reason, by: device.facts)
        {
            throw Violation(.pendingIsNeverNo, "\(id) is told no, \(judged.verdict.reason.rawValue)")
        }
        return device
    }
}

extension Inspector {
    /// Whether what is known suffices for a `no` with this reason: most need the whole inventory.
    private func isProved(_ reason: Reason, by facts: DeviceFacts) -> Bool {
        switch reason {
        case .userEnrolment: return facts.kind == .user
        case .notSupervised: return facts.isSupervised?.value == false
        case .enforcementNotSupported: return facts.capabilities != nil || facts.installed != nil
        default:
            return facts.capabilities != nil && facts.isSupervised != nil && facts.installed != nil
                && facts.feedKey != nil
        }
    }
}

/// What is remembered of one device.
struct KnownDevice {
    var id: DeviceID?
    /// The DeclarationsToken that it should have, as seen last.
    var wantedToken: String?
    /// The enforcement declaration that it should have, as seen last.
    var offer: Offer?
    /// What the last answer to `declaration-items` listed, by kind and identifier; nil since Authenticate.
    var shown: [String: String]?
    var reportsAcknowledged = 0
    /// The bootstrap token that the server took.
    var secret: Data?
    /// Messages that were answered 200 while the device ran `testified`.
    var testimony: [Testimony] = []
    var testified: String?
    /// The last known end and plan of each enforcement, by id.
    var enforcements: [String: EnforcementSight] = [:]
}

/// What is looked at of one enforcement.
struct EnforcementSight: Equatable {
    let state: String
    let outcome: String?
    let plan: String
}

extension StoreTransaction {
    func simulationDeviceID(_ udid: String) throws -> DeviceID? {
        try run("SELECT id FROM device WHERE identifier = $1", [.text(udid)]).first.map { DeviceID(try $0.text(0)) }
    }

    /// How many reports of a device are kept, and how many of them could not be applied.
    func simulationReportCounts(of device: DeviceID) throws -> (kept: Int, unapplied: Int) {
        let row = try run(
            "SELECT COUNT(*) AS kept, COUNT(error) AS unapplied FROM report WHERE device_id = $1", [.text(device.text)]
        ).first
        return (Int(try row?.int(0) ?? 0), Int(try row?.int(1) ?? 0))
    }
}
