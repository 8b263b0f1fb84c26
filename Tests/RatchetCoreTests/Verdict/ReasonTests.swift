import Foundation
import RatchetCore
import Testing

/// The tables of `Reason` are what the reference shows; these hold them against what is decided.
@Suite("What is said of reasons")
struct ReasonTests {
    /// Every pair of names of a kind, `.no, .notSupervised`, that is written in the sources that decide.
    private static func pairs(
        _ pattern: String, in rooms: [String] = ["RatchetCore", "Orchestrator"]
    ) throws -> [(String, String)] {
        let root = (1...4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        let expression = try Regex(pattern, as: (Substring, Substring, Substring).self)
        return try rooms.flatMap { room in
            let folder = root.appending(path: "Sources/\(room)")
            let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
            return try (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }.flatMap { file in
                try String(contentsOf: file, encoding: .utf8).matches(of: expression)
                    .map { (String($0.output.1), String($0.output.2)) }
            }
        }
    }

    private func reason(_ name: String) -> Reason? { Reason.allCases.first { "\($0)" == name } }

    @Test func `no verdict is made with another answer than its reason has`() throws {
        let pairs = try Self.pairs(#"\.(yes|notYet|no)(?:, |\()\.(\w+)"#)
        #expect(pairs.count > 10, "the pattern still finds them")
        for (answer, name) in pairs {
            guard let reason = reason(name) else { continue }
            #expect(reason.answer.map { "\($0)" } == answer, "\(name)")
        }
    }

    @Test func `no cause is named with a way out that its reason doesn't list`() throws {
        let pairs = try Self.pairs(#"\.(\w+),\s+(?:wayOut: )?\.(\w+)"#)
        let causes = pairs.compactMap { name, way in
            WayOut.allCases.first { "\($0)" == way }.flatMap { way in reason(name).map { ($0, way) } }
        }
        #expect(causes.count > 20, "the pattern still finds them")
        for (reason, wayOut) in causes { #expect(reason.waysOut.contains(wayOut), "\(reason) \(wayOut)") }
    }

    @Test func `every reason but current has a way out, except where nothing stands in the way`() {
        let without = Reason.allCases.filter(\.waysOut.isEmpty)
        #expect(without == [.current, .applianceCurrent, .planned])
    }

    @Test func `a way out is for devices or for appliances, never for both`() {
        for reason in Reason.allCases {
            for wayOut in reason.waysOut { #expect(wayOut.subject == reason.subject, "\(reason) \(wayOut)") }
        }
        let used = Set(Reason.allCases.flatMap(\.waysOut))
        #expect(WayOut.allCases.allSatisfy(used.contains), "one that no reason has helps nobody")
    }

    @Test func `a gate of a hop speaks of appliances, an enforcement of devices`() throws {
        let judged = try Self.pairs(#"\.(notYet|no), \.(\w+)"#, in: ["RatchetCore/Gate/Hop"])
        #expect(judged.count > 20, "the pattern still finds them")
        for (_, name) in judged { #expect(reason(name)?.subject == .appliance, "\(name)") }
        for state in EnforcementState.allCases {
            #expect(([state.reason] + state.possibleCauses).allSatisfy { $0.subject == .device }, "\(state)")
        }
    }

    @Test(arguments: EnforcementState.allCases)
    func `a state names no cause but its possible ones`(_ state: EnforcementState) throws {
        for device in try devices() {
            for outcome in [nil] + EnforcementOutcome.allCases {
                for cause in try verdict(state, outcome, device).causes {
                    #expect(state.possibleCauses.contains(cause.reason), "\(cause.reason)")
                }
            }
        }
    }

    private func devices() throws -> [DeviceFacts] {
        var poor = try mac()
        poor.availableCapacity = Known(3, .report(2))
        poor.batteryLevel = Known(0.1, .report(2))
        poor.installState = Known(.installing, .report(2))
        var phone = poor
        phone.productName = "iPhone17,1"
        phone.hasPasscode = Known(true, .report(2))
        var gone = poor
        gone.enrolment = .checkedOut
        return [try mac(), poor, phone, gone]
    }

    private func verdict(
        _ state: EnforcementState, _ outcome: EnforcementOutcome?, _ device: DeviceFacts
    ) throws -> Verdict {
        var snapshot = try plannedEnforcement().snapshot
        (snapshot.state, snapshot.outcome, snapshot.stalledAt) = (state, outcome, Evidence.report(5).at)
        snapshot.failure = UpdateFailure(count: 2, reason: "no space, no power, no network, no token")
        let context = ExplainContext(
            now: try moment("2026-05-01T00:00:00Z"), lastContact: Evidence.report(6).at, pushRefusal: .report(1),
            unappliedReport: .report(2), targetMissing: .report(3), outrankedPlan: .report(4), declaration: "ours")
        return Enforcement(restoring: snapshot).verdict(for: device, in: context)
    }
}
