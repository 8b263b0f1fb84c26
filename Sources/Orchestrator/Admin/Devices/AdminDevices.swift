public import RatchetCore
import Storage

/// Steps about devices.
public enum AdminDevices {
    /// Devices by number, each with its verdict.
    ///
    /// - Parameters:
    ///   - after: the number after which the page begins.
    ///   - filter: which devices; everything that it says must fit.
    /// - Throws: `AdminProblem` for a group or a plan that there is not.
    public static func list(
        after: Int64, limit: Int, filter: DeviceFilter = DeviceFilter()
    ) -> AdminReading<DevicePage> {
        { store, context in
            let judge = try DeviceJudge(&store, context)
            let limit = min(max(limit, 1), AdminLimits.page)
            let plan = try filter.plan.map { try store.requirePlan($0) }
            let members = try filter.members(of: plan, &store)
            var (found, cursor): ([JudgedDevice], Int64) = ([], after)
            while true {
                let page = try store.devices(after: cursor, limit: AdminLimits.usualPage)
                for row in page {
                    cursor = row.number
                    guard members?.contains(row.id) ?? true, filter.fits(DeviceSummary(row, nil)) else { continue }
                    let judged = try plan.map { try judge.judged(row, under: $0, &store) } ?? judge.judged(row, &store)
                    guard filter.fits(judged) else { continue }
                    // One more than asked for: only then is there a next page.
                    if found.count == limit {
                        return DevicePage(devices: found, next: found.last?.device.number)
                    }
                    found.append(judged)
                }
                if page.count < AdminLimits.usualPage { return DevicePage(devices: found, next: nil) }
            }
        }
    }

    /// One device, by number, serial number, UDID, id or name.
    public static func show(_ word: String) -> AdminReading<JudgedDevice> {
        { store, context in
            let judge = try DeviceJudge(&store, context)
            let row = try store.requireDevice(word)
            let judged = try judge.judged(row, &store)
            let channel = try store.deviceChannel(of: row.id)
            return JudgedDevice(
                device: try DeviceSummary(row, channel, &store, context), verdict: judged.verdict, state: judged.state)
        }
    }

    /// Wakes a device and asks it for its declarations and its inventory.
    public static func sync(_ word: String) -> AdminStep<JudgedDevice> {
        { store, context in
            let device = try store.requireDevice(word)
            guard device.facts.enrolment == .enrolled else { throw AdminProblem.notEnrolled(device) }
            let wakes = try SyncRequest.queue(for: device, store: &store, context: context)
            try store.audit("device.sync-asked", of: "device:\(device.number)", after: ["id": device.id.text], context)
            return StepOutcome(try DeviceJudge(&store, context).judged(device, &store), wakes: wakes)
        }
    }

    /// What happened to a device, newest first, before the event `before` where one is given.
    public static func timeline(_ word: String, before: String?, limit: Int) -> AdminReading<[DeviceEvent]> {
        { store, context in
            let device = try store.requireDevice(word)
            let limit = min(max(limit, 1), AdminLimits.page)
            return try store.timeline(of: device.id, before: before, limit: limit).map(DeviceEvent.init)
        }
    }
}

extension DeviceFilter {
    /// Whom group and plan leave; nil where neither chooses.
    fileprivate func members(of plan: Plan?, _ store: inout StoreTransaction) throws -> Set<DeviceID>? {
        let inGroup = try group.map { Set(try store.members(of: try store.requireGroup($0).id)) }
        guard let covered = try plan.flatMap({ try store.members(of: $0.scope) }) else { return inGroup }
        return inGroup?.intersection(covered) ?? covered
    }
}

/// Something that happened to a device or an appliance.
public struct DeviceEvent: Sendable, Equatable {
    public let id: String
    public let at: Instant
    /// `enforcement.moved`.
    public let type: String
    /// Of the body's shape.
    public let version: Int
    public let actor: String
    /// A JSON object.
    public let body: String

    init(_ event: TimelineEvent) {
        (id, at, type) = (event.id, event.at, event.type)
        (version, actor, body) = (event.version, event.actor, event.body)
    }
}

extension AdminProblem {
    static func notEnrolled(_ device: DeviceRow) -> AdminProblem {
        AdminProblem(
            .conflict, code: "device-not-enrolled", title: "The device is not enrolled",
            detail: device.facts.enrolment == .authenticated
                ? "Device \(device.number) has begun to enrol and has no push address yet, so it can't be woken. It comes "
                    + "by itself, or has to be enrolled again."
                : "Device \(device.number) is not enrolled, so it can't be woken. Enrol it, then it reports by itself.")
    }
}
