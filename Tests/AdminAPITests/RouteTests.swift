import AdminAPI
import Foundation
import HTTPTypes
import HummingbirdTesting
import Orchestrator
import RatchetCore
import Storage
import TestSupport
import Testing

@Suite("Routes")
struct RouteTests {
    static let latest = #"{"rule": "latest", "scope": {"everything": true}, "deadline": {"days": 30}}"#

    @Test func `devices are listed and shown by every word they have`() async throws {
        try await House().test { (client: Client) async throws in
            let list: DeviceListResource = try await client.get("/api/v1/devices")
            #expect(list.devices.map(\.number) == [1, 2] && list.next == nil)
            for word in ["1", "C01", "MAC-1", "device-MAC-1", "anna's%20mac"] {
                let device: DeviceResource = try await client.get("/api/v1/devices/\(word)")
                #expect(device.identifier == "MAC-1" && device.verdict.reason == "no-plan")
            }
            let page: DeviceListResource = try await client.get("/api/v1/devices?limit=1")
            #expect(page.next == 1)
            let rest: DeviceListResource = try await client.get("/api/v1/devices?after=1&limit=1")
            #expect(rest.devices.map(\.serial) == ["P02"] && rest.next == nil)
            let found: DeviceListResource = try await client.get("/api/v1/devices?q=anna%20mac")
            #expect(found.devices.map(\.number) == [1])
            let without: DeviceListResource = try await client.get("/api/v1/devices?answer=no&reason=no-plan,blocked")
            #expect(without.devices.map(\.number) == [1, 2])
            let current: DeviceListResource = try await client.get("/api/v1/devices?answer=yes")
            #expect(current.devices.isEmpty)
            for query in ["answer=maybe", "reason=because", "reason=no-plan,x"] {
                #expect(try await client.refused(.get, "/api/v1/devices?\(query)").code == "invalid-parameter")
            }
        }
    }

    @Test func `a name or serial number of several devices is refused with their numbers`() async throws {
        let house = try await House()
        try await house.installation.add("MAC-3", .mac("26.3", serial: "C01", name: "anna's mac"))
        try await house.test { (client: Client) async throws in
            for word in ["Anna's%20Mac", "C01"] {
                let problem = try await client.refused(.get, "/api/v1/devices/\(word)/explanation")
                #expect(problem.status == 409 && problem.code == "ambiguous-device")
                #expect(problem.detail.contains("1, 3. Say which by its number."))
            }
            let plan = #"{"rule": "latest", "scope": {"devices": ["C01"]}, "deadline": {"days": 30}}"#
            let problem = try await client.refused(.post, "/api/v1/plans", plan)
            #expect(problem.faults.map(\.field) == ["scope.devices"] && problem.faults[0].text.contains("1, 3"))
        }
    }

    @Test func `a device is shown without secrets and with nulls for what is unknown`() async throws {
        try await House().test { (client: Client) async throws in
            let text = try await client.send(.get, "/api/v1/devices/1").text
            #expect(!text.contains("secret"))
            for field in ["supplementalBuild", "pendingVersion", "timeZone", "pushRefusal", "lastServedAt"] {
                #expect(text.contains("\"\(field)\":null"), "\(field)")
            }
            #expect(text.contains("\"escrowedAt\":\"2026-05-01T12:00:00Z\""))
            #expect(text.contains("\"isSynced\":true"))
        }
    }

    @Test func `an explanation has every part, with nulls`() async throws {
        let house = try await House()
        try await house.test { (client: Client) async throws in
            let before = try await client.send(.get, "/api/v1/devices/C01/explanation").text
            #expect(before.contains("\"enforcement\":null") && before.contains("\"next\":null"))
            let plan: PlanResource = try await client.send(.post, "/api/v1/plans", RouteTests.latest).decoded()
            let device = DeviceID("device-MAC-1")
            try await house.installation.enforce("26.4", on: device, plan: PlanID(plan.id)) {
                $0.deliver($1)
                _ = $0.installState(.prepared, isHeld: true, $1)
            }
            let explanation: ExplanationResource = try await client.get("/api/v1/devices/C01/explanation")
            #expect(explanation.verdict.answer == "not-yet" && explanation.verdict.reason == "prepared")
            #expect(explanation.verdict.evidence.map(\.ref) == ["report-1"])
            #expect(explanation.verdict.next?.byLocal == "2026-06-01T19:00:00")
            #expect(explanation.verdict.text.contains("2026-06-01 19:00"))
            let enforcement = try #require(explanation.enforcement)
            #expect(enforcement.phase.number == 4 && enforcement.phase.name == "notification")
            #expect(enforcement.deadlineWindow.earliest == "2026-06-01T05:00:00Z")
            #expect(enforcement.deadlineWindow.latest == "2026-06-02T07:00:00Z")
            #expect(enforcement.plan.number == 1 && enforcement.outcome == nil && enforcement.refusals.isEmpty)
            #expect(explanation.expectedNotices.allSatisfy { $0.expected })
            #expect(!explanation.expectedNotices.isEmpty)
            #expect(explanation.verdict.causes.allSatisfy { !$0.text.isEmpty && !$0.wayOutText.isEmpty })
        }
    }

    @Test func `reports are listed newest first and served as they came`() async throws {
        let house = try await House()
        let now = house.installation.now
        try await house.installation.write { store in
            for number in 1...3 {
                let report = NewReport(
                    id: "report-\(number)", body: Data("{ \"n\":\(number)}".utf8), sha256: "abc", requestSHA256: "def",
                    isFull: number == 1)
                try store.keep(report, from: EnrolmentID(stored: "MAC-1"), of: DeviceID("device-MAC-1"), at: now)
            }
            try store.markUnapplied("report-2", error: "why")
        }
        try await house.test { (client: Client) async throws in
            let page: ReportListResource = try await client.get("/api/v1/devices/1/reports?limit=2")
            #expect(page.reports.map(\.id) == ["report-3", "report-2"] && page.next == "report-2")
            #expect(page.reports.map(\.error) == [nil, "why"] && page.reports.map(\.size) == [8, 8])
            let rest: ReportListResource = try await client.get("/api/v1/devices/1/reports?before=report-2&limit=2")
            #expect(rest.reports.map(\.full) == [true] && rest.next == nil)
            let body = try await client.send(.get, "/api/v1/devices/1/reports/report-2")
            #expect(body.text == "{ \"n\":2}" && body.headers[.contentType] == "application/json")
            #expect(try await client.refused(.get, "/api/v1/devices/2/reports/report-2").code == "no-such-report")
        }
    }

    @Test func `the timeline tells what an administrator did`() async throws {
        try await House().test { (client: Client) async throws in
            _ = try await client.send(.post, "/api/v1/groups", #"{"name": "pilot"}"#)
            _ = try await client.send(.put, "/api/v1/groups/pilot/members/C01")
            let timeline: TimelineResource = try await client.get("/api/v1/devices/1/timeline")
            #expect(timeline.events.map(\.type) == ["group.member-added"])
            #expect(timeline.events.first?.actor == "admin" && timeline.events.first?.body["name"] == "pilot")
        }
    }

    @Test func `groups are made, filled and emptied`() async throws {
        try await House().test { (client: Client) async throws in
            let made = try await client.send(.post, "/api/v1/groups", #"{"name": "the pilot"}"#)
            #expect(made.status == .created)
            let path = "/api/v1/groups/the%20pilot"
            let one: GroupResource = try await client.send(.put, "\(path)/members/C01").decoded()
            #expect(one.memberCount == 1)
            let two: GroupResource = try await client.send(.post, "\(path)/members", #"{"devices": ["1", "2"]}"#)
                .decoded()
            #expect(two.memberCount == 2)
            let left: GroupResource = try await client.send(.delete, "\(path)/members/2").decoded()
            #expect(left.memberCount == 1)
            let shown: GroupResource = try await client.get(path)
            #expect(shown.members?.map(\.serial) == ["C01"])
            let list: GroupListResource = try await client.get("/api/v1/groups")
            #expect(list.groups.map(\.name) == ["the pilot"])
            #expect(try await client.refused(.post, "/api/v1/groups", #"{"name": "the pilot"}"#).status == 409)
        }
    }

    @Test func `a dry run creates nothing, a plan is created, shown and cancelled`() async throws {
        try await House().test { (client: Client) async throws in
            let dry = RouteTests.latest.replacing("}}", with: #"}, "dryRun": true}"#)
            let preview: PreviewResource = try await client.send(.post, "/api/v1/plans", dry).decoded()
            #expect(preview.dryRun && preview.total == 2 && preview.releases.map(\.devices) == [1, 1])
            let none: PlanListResource = try await client.get("/api/v1/plans")
            #expect(none.plans.isEmpty)
            let made = try await client.send(.post, "/api/v1/plans", RouteTests.latest)
            #expect(made.status == .created)
            let shown: PlanResource = try await client.get("/api/v1/plans/1")
            #expect(shown.total == 2 && shown.verdicts?.map(\.reason) == ["planned"])
            #expect(shown.funnel?.map(\.reached) == [2, 2, 0, 0, 0, 0, 0, 0] && shown.attention?.count == 0)
            #expect(shown.funnel?.map(\.station).last == "done" && shown.curve?.points.last?.done == 0)
            let covered: DeviceListResource = try await client.get("/api/v1/devices?plan=1&attention=false")
            #expect(covered.devices.map(\.verdict.reason) == ["planned", "planned"])
            #expect(try await client.refused(.get, "/api/v1/devices?attention=maybe").code == "invalid-parameter")
            #expect(try await client.refused(.get, "/api/v1/devices?plan=7").code == "no-such-plan")
            let answer = try await client.refused(.get, "/api/v1/devices?answer=maybe").detail
            #expect(answer == #"answer: "maybe" is none. Give one of yes, not-yet, no."#)
            let reason = try await client.refused(.get, "/api/v1/devices?reason=blokced").detail
            #expect(reason.contains("Did you mean blocked?"))
            #expect(shown.scope.everything == true && shown.deadline.days == 30 && shown.deadline.at == "19:00")
            let cancelled: PlanResource = try await client.send(.post, "/api/v1/plans/1/cancel").decoded()
            #expect(cancelled.state == "cancelled" && cancelled.cancelledAt == "2026-05-01T12:00:00Z")
            let all: PlanListResource = try await client.send(.post, "/api/v1/plans/cancel-all").decoded()
            #expect(all.plans.isEmpty)
        }
    }

    @Test func `releases, refresh, status and refusals answer`() async throws {
        let house = try await House()
        let now = house.installation.now
        try await house.installation.write { store in
            try store.countRefusal(reason: "unknown-enrolment", subject: "X", detail: "why", at: now)
        }
        try await house.test { (client: Client) async throws in
            let releases: ReleaseListResource = try await client.get("/api/v1/releases")
            #expect(releases.releases.map(\.fleet.eligible) == [1, 1] && releases.catalog.revision == 1)
            let refreshed: RefreshResource = try await client.send(.post, "/api/v1/releases/refresh").decoded()
            #expect(refreshed.outcome == "imported" && refreshed.rows == 3)
            let status: StatusResource = try await client.get("/api/v1/status")
            #expect(status.devices.total == 2 && status.devices.enrolment == ["enrolled": 2])
            let overview: OverviewResource = try await client.get("/api/v1/overview")
            #expect(overview.devices == 2 && overview.phases.map(\.number) == Array(1...7))
            #expect(overview.verdicts.map(\.reason) == ["no-plan"] && overview.verdicts.map(\.devices) == [2])
            let refusals: RefusalListResource = try await client.get("/api/v1/refusals")
            #expect(refusals.refusals.map(\.count) == [1])
        }
    }

    @Test func `a sync is queued and answered with 202`() async throws {
        let house = try await House()
        try await house.test { (client: Client) async throws in
            #expect(try await client.send(.post, "/api/v1/devices/C01/sync").status == .accepted)
        }
        let waiting = try await house.installation.store.read { store in
            try store.waitingCommands(for: EnrolmentID(stored: "MAC-1"))
        }
        #expect(waiting == 3, "inventory, security and the manifest")
    }

    @Test func `health and readiness`() async throws {
        let house = try await House()
        try await house.test { (client: Client) async throws in
            #expect(try await client.send(.get, "/healthz").text == "ok\n")
            #expect(try await client.send(.get, "/readyz").text == "ready\n")
            #expect(try await client.send(.head, "/healthz").status == .ok)
        }
    }
}
