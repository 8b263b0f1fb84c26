import AdminAPI
import FleetSimulator
import Foundation

/// Reads what the interface serves, and holds it against what was answered and served before.
struct Reader: Sendable {
    /// What one whole comparison looked at.
    struct Comparison: Sendable {
        var reports = 0
        var histories = 0
        var events = 0
    }

    let admin: AdminLine
    let witness: Witness

    private static let page = 1_000
    /// Devices read at once.
    private static let lines = 4

    /// Everything that was promised, and every history from its beginning.
    ///
    /// - Throws: when the server did not answer: then nothing was compared.
    func compare() async throws -> Comparison {
        do {
            return try await compareAll()
        } catch let refused as AdminLine.Refused {
            note(refused)
            throw refused
        }
    }

    private func compareAll() async throws -> Comparison {
        let before = witness.promises
        var found = Findings()
        found.devices = try await devices()
        let plans: PlanListResource = try await admin.get("plans")
        found.plans = Dictionary(plans.plans.map { ($0.id, $0.state) }) { first, _ in first }
        for (udid, listed) in try await readEach(Array(found.devices.keys)) { found.reports[udid] = listed }
        try await readStream(from: 1)
        witness.note(Judge.losses(of: before, witness.promises, in: found))
        let histories = witness.histories
        return Comparison(
            reports: before.reports, histories: histories.timelines.count, events: histories.stream.count)
    }

    /// Timelines and the stream, again and again until the server is gone: what it serves last counts most.
    func follow() async {
        while !Task.isCancelled {
            do {
                for udid in try await devices().keys { try await readTimeline(of: udid) }
                try await readStream(from: witness.histories.stream.count + 1)
            } catch let refused as AdminLine.Refused {
                note(refused)
                try? await Task.sleep(for: .milliseconds(100))
            } catch {
                return
            }
        }
    }

    /// Whatever is done to the server, what was asked here can be answered, now or later.
    private func note(_ refused: AdminLine.Refused) {
        if refused.isTemporary { return }
        witness.note([Loss(.answer, nil, "\(refused.path) was \(refused)")])
    }

    private func devices() async throws -> [String: Findings.Device] {
        var devices: [String: Findings.Device] = [:]
        var next: Int64? = 0
        while let after = next {
            let list: DeviceListResource = try await admin.get("devices?limit=\(Reader.page)&after=\(after)")
            for device in list.devices {
                devices[device.identifier] = Findings.Device(
                    enrolment: device.enrolment, hasToken: device.bootstrapToken.escrowedAt != nil)
            }
            next = list.next
        }
        return devices
    }

    private func readEach(_ devices: [String]) async throws -> [(String, [String: Int])] {
        try await withThrowingTaskGroup(of: (String, [String: Int]).self) { group in
            var rest = devices.makeIterator()
            var found: [(String, [String: Int])] = []
            func addNext() {
                guard let udid = rest.next() else { return }
                group.addTask {
                    let listed = try await reports(of: udid)
                    try await readTimeline(of: udid)
                    return (udid, listed)
                }
            }
            for _ in 0..<Reader.lines { addNext() }
            while let one = try await group.next() {
                found.append(one)
                addNext()
            }
            return found
        }
    }

    private func reports(of udid: String) async throws -> [String: Int] {
        var listed: [String: Int] = [:]
        var before: String? = ""
        while let cursor = before {
            let query = cursor.isEmpty ? "" : "&before=\(cursor)"
            let list: ReportListResource = try await admin.get("devices/\(udid)/reports?limit=\(Reader.page)\(query)")
            for report in list.reports { listed[report.requestSHA256, default: 0] += 1 }
            before = list.next
        }
        return listed
    }

    /// From the newest page to the oldest. What happens meanwhile is newer than the first page and left for the next time.
    private func readTimeline(of udid: String) async throws {
        var events: [EventResource] = []
        var before: String? = ""
        while let cursor = before {
            let query = cursor.isEmpty ? "" : "&before=\(cursor)"
            let page: TimelineResource = try await admin.get("devices/\(udid)/timeline?limit=\(Reader.page)\(query)")
            events += page.events
            before = page.next
        }
        witness.served(events.reversed(), of: udid)
    }

    private func readStream(from first: Int) async throws {
        var events: [StreamedEventResource] = []
        var after = Int64(first - 1)
        while true {
            let page: EventListResource = try await admin.get("events?limit=\(Reader.page)&after=\(after)")
            events += page.events
            guard page.events.count == Reader.page else { break }
            after = page.next
        }
        witness.served(events, from: first)
    }
}
