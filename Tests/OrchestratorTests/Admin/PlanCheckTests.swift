import Orchestrator
import RatchetCore
import TestSupport
import Testing

@Suite("What a plan may ask for")
struct PlanCheckTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let fields: [String]
        let request: PlanRequest

        init(_ words: String, _ fields: [String], _ change: (inout PlanRequest) -> Void) {
            testDescription = words
            self.fields = fields
            request = PlanRequest.latest.with(change)
        }
    }

    static let cases = [
        Case("nothing wrong", []) { _ in },
        Case("no rule", ["rule"]) { $0.rule = nil },
        Case("an empty rule", ["rule"]) { $0.rule = "" },
        Case("a rule that is none", ["rule"]) { $0.rule = "newest" },
        Case("a version of one number", ["rule"]) { $0.rule = "26" },
        Case("one build", []) { $0.rule = "26.4:25E246" },
        Case("for nobody", ["scope"]) { $0.everything = false },
        Case("for two scopes", ["scope"]) { $0.group = "pilot" },
        Case("an unknown group", ["scope.group"]) { ($0.everything, $0.group) = (false, "pilot") },
        Case("no devices", ["scope.devices"]) { ($0.everything, $0.devices) = (false, []) },
        Case("devices by id, number, serial number and UDID", []) {
            ($0.everything, $0.devices) = (false, ["device-MAC-1", "2", "C03", "PHONE-4"])
        },
        Case("every unknown device is named", ["scope.devices", "scope.devices"]) {
            ($0.everything, $0.devices) = (false, ["C01", "X1", "X\u{0}2"])
        },
        Case("no deadline", ["deadline"]) { $0.days = nil },
        Case("two deadlines", ["deadline"]) { $0.local = "2026-06-01T19:00" },
        Case("a deadline without seconds", []) { ($0.days, $0.local) = (nil, "2026-06-01T19:00") },
        Case("a deadline with a zone", ["deadline.local"]) { ($0.days, $0.local) = (nil, "2026-06-01T19:00:00Z") },
        Case("no such day", ["deadline.local"]) { ($0.days, $0.local) = (nil, "2026-02-30T19:00:00") },
        Case("a fixed deadline with a time of day", ["deadline.at"]) {
            ($0.days, $0.local, $0.at) = (nil, "2026-06-01T19:00", "19:00")
        },
        Case("too short a notice", ["deadline.local"]) { ($0.days, $0.local) = (nil, "2026-05-03T19:00:00") },
        Case("now with a reason", []) {
            ($0.days, $0.local, $0.isUrgent, $0.because) = (nil, "2026-05-01T13:00:00", true, "in the wild")
        },
        Case("now without a reason", ["because"]) { $0.isUrgent = true },
        Case("now with an empty reason", ["because"]) { ($0.isUrgent, $0.because) = (true, "  ") },
        Case("a reason without now", ["because"]) { $0.because = "why not" },
        Case("days below none", ["deadline.days"]) { $0.days = -1 },
        Case("days beyond a year", ["deadline.days"]) { $0.days = 366 },
        Case("a version that is named, without improvements", ["followImprovements"]) {
            ($0.rule, $0.followsImprovements) = ("26.4", false)
        },
        Case("no time of day", ["deadline.at"]) { $0.at = "7pm" },
        Case("a web page", []) { $0.detailsURL = "https://example.org/why" },
        Case("no web page", ["detailsURL"]) { $0.detailsURL = "javascript:alert(1)" },
        Case("a web page without a host", ["detailsURL"]) { $0.detailsURL = "https://" },
        Case("too long a web page", ["detailsURL"]) {
            $0.detailsURL = "https://example.org/" + String(repeating: "x", count: 2048)
        },
        Case("an empty name", ["name"]) { $0.name = "" },
        Case("too long a name", ["name"]) { $0.name = String(repeating: "x", count: 129) },
        Case("a name of two lines", ["name"]) { $0.name = "a\nb" },
        Case("too high a priority", ["priority"]) { $0.priority = 1001 },
        Case("everything at once", ["rule", "scope", "because", "deadline", "name", "detailsURL", "priority"]) {
            $0 = PlanRequest(name: "", rule: "x", detailsURL: "x", priority: 9999, isUrgent: true)
        },
    ]

    @Test(arguments: cases)
    func faults(_ example: Case) async throws {
        let fleet = try await Fleet()
        let found = await problem { _ = try await fleet.house.runner.read(AdminPlans.preview(example.request)) }
        #expect(found?.faults.map(\.field) ?? [] == example.fields)
        #expect(found?.code == (example.fields.isEmpty ? nil : "invalid-plan"))
    }

    @Test func `a fixed deadline that is too early names the earliest`() async throws {
        let fleet = try await Fleet()
        let request = PlanRequest(rule: "latest", everything: true, local: "2026-05-03T19:00:00")
        let found = await problem { _ = try await fleet.plan(request) }
        // 12:00 UTC, three days, and fourteen hours for the zone farthest ahead.
        #expect(found?.faults.first?.text.contains("2026-05-05T02:00:00") == true)
        #expect(try await fleet.plan(request.with { $0.local = "2026-05-05T02:00:00" }).plan.number == 1)
    }

    @Test func `unknown devices are all named`() async throws {
        let fleet = try await Fleet()
        let found = await problem {
            _ = try await fleet.plan(PlanRequest(rule: "latest", devices: ["C01", "one", "two"], days: 3))
        }
        #expect(found?.faults.count == 2)
        #expect(found?.detail.contains("\"one\"") == true && found?.detail.contains("\"two\"") == true)
    }

    @Test func `too many devices are refused before they are looked up`() async throws {
        let fleet = try await Fleet()
        let words = (1...10_001).map { "X\($0)" }
        let found = await problem { _ = try await fleet.plan(PlanRequest(rule: "latest", devices: words, days: 3)) }
        #expect(found?.faults.count == 1)
    }

    @Test func `a plan without a name is called by rule and deadline`() async throws {
        let fleet = try await Fleet()
        #expect(try await fleet.plan().plan.name == "latest within 30 days at 19:00")
        let fixed = PlanRequest(rule: "26.4", everything: true, local: "2026-06-01T19:00")
        #expect(try await fleet.plan(fixed).plan.name == "26.4 by 2026-06-01T19:00:00")
    }
}
