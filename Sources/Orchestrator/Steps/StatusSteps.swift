import AppleDDM
public import AppleMDM
import AppleManagement
public import Foundation
import Ports
import RatchetCore
public import Storage

/// A status report as received: readable, not yet applied.
public struct ReceivedStatus: Sendable {
    fileprivate(set) var report: StatusReport
    let body: Data
    let requestSHA256: String

    /// Reads the envelope. What is inside may be as odd as it likes.
    ///
    /// - Parameter request: the whole body of the HTTP request.
    /// - Throws: `DeviceProblem.malformed` or `.tooLarge` for what is no report at all.
    public init(body: Data, request: Data) throws(DeviceProblem) {
        do {
            report = try StatusReport(json: body)
        } catch {
            let isTooLarge = error.code == .notJSON(.tooLarge)
            throw DeviceProblem(isTooLarge ? .tooLarge : .malformed, subject: "status", detail: error.reason)
        }
        self.body = body
        requestSHA256 = SHA256Hex.of(request)
    }

    /// A report that was kept and is applied again.
    init(kept body: Data) throws {
        (report, self.body, requestSHA256) = (try StatusReport(json: body), body, "")
    }
}

/// Status reports (reference 2.3): kept first, then applied.
public enum StatusSteps {
    public static func receive(
        _ status: ReceivedStatus, _ identity: EnrolmentIdentity, _ store: inout StoreTransaction,
        _ context: StepContext
    ) throws -> StepOutcome<Void> {
        var (call, items) = try DeviceCall.hear(identity, &store, context)
        let channel = call.channel
        try call.change(&store) { unit, store in try take(status, channel, items, &unit, &store, context) }
        return try call.end((), &store)
    }

    private static func take(
        _ status: ReceivedStatus, _ channel: EnrolmentRow, _ items: [StatusItemRow], _ unit: inout DeviceUnit,
        _ store: inout StoreTransaction, _ context: StepContext
    ) throws {
        let reportID = context.ids.next()
        try store.keep(
            NewReport(
                id: reportID, body: status.body, sha256: SHA256Hex.of(status.body),
                requestSHA256: status.requestSHA256, isFull: status.report.isFullReport),
            from: channel.id, of: unit.device.id, at: context.now)
        let untouched = unit
        do {
            try store.savepoint { store in
                let evidence = Evidence(.statusReport, at: context.now, ref: reportID)
                try apply(status, evidence, channel, items, &unit, &store, context)
            }
        } catch let error where StoreTrouble.isTemporary(error) {
            throw error
        } catch {
            unit = untouched
            try store.markUnapplied(reportID, error: String("\(error)".prefix(512)))
            unit.note("report.unapplied", ["report": reportID, "error": String("\(error)".prefix(512))])
        }
    }

    /// Applies a report that could not be applied when it came, perhaps by an older version of this program: as of then, and
    /// as far as nothing newer is known. One from before the device enrolled anew says nothing any more.
    static func reapply(
        _ kept: UnappliedReport, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Void> {
        guard let channel = try store.enrolment(kept.enrolment), let device = try store.lock(channel.device) else {
            return StepOutcome(())
        }
        var unit = try DeviceUnit(device, &store, context)
        if channel.enrolledAt.map({ $0 <= kept.receivedAt }) ?? false {
            var status = try ReceivedStatus(kept: kept.body)
            let items = try store.statusItems(of: channel.id)
            status.report.leaveOut(items.filter { $0.at > kept.receivedAt }.map(\.name))
            let evidence = Evidence(.statusReport, at: kept.receivedAt, ref: kept.id)
            try apply(status, evidence, channel, items, &unit, &store, context)
        }
        try store.markApplied(kept.id)
        try unit.save(&store)
        return StepOutcome((), wakes: unit.wakes)
    }

    private static func apply(
        _ status: ReceivedStatus, _ evidence: Evidence, _ channel: EnrolmentRow, _ items: [StatusItemRow],
        _ unit: inout DeviceUnit, _ store: inout StoreTransaction, _ context: StepContext
    ) throws {
        var ledger = StatusLedger(items)
        let read = ledger.take(status.report, reportID: evidence.ref, at: evidence.at)
        try store.saveStatusItems(ledger.changed, of: channel.id)
        try store.removeStatusItems(ledger.removed, of: channel.id)
        let before = unit.facts
        // What a user's channel says is about that user, not about the device's updates.
        if channel.isUserChannel { return }
        if status.report.isFullReport {
            try unit.hearFully(read.observations, keeping: read.unreadableParts, evidence, &store)
        } else {
            try unit.hear(read.observations, evidence, &store)
        }
        try unit.settle(&store)
        try unit.recogniseHeld(read.observations, &store)
        try unit.remindOfLost(read.observations, before: before, &store)
        try unit.leaveSetupIfSynchronised(&store)
    }
}

extension StatusReport {
    /// Leaves out items that a newer report has told; what is left does not speak for all items any more.
    fileprivate mutating func leaveOut(_ newer: [String]) {
        if newer.isEmpty { return }
        self = StatusReport(
            items: items.filter { !newer.contains($0.key) }, errors: errors.filter { !newer.contains($0.statusItem) })
    }
}
