import FleetSimulator
import Foundation
import Testing

@testable import CrashTest

@Suite("The judge of a crash test")
struct JudgeTests {
    private let report = Data("a report".utf8)

    /// A device that enrolled, escrowed its token and reported, and a plan.
    private func promises() -> Promises {
        var promises = Promises()
        for (kind, body) in [
            (RequestKind.authenticate, Data()), (.tokenUpdate, Data()), (.setBootstrapToken, Data()), (.status, report),
        ] {
            let request = WitnessedRequest(udid: "A", kind: kind, body: body)
            promises.sent(request)
            #expect(promises.answered(request, WitnessedAnswer(status: 200)) == nil)
        }
        promises.made(plan: "P")
        return promises
    }

    private func findings() -> Findings {
        Findings(
            devices: ["A": Findings.Device(enrolment: "enrolled", hasToken: true)],
            reports: ["A": [Promises.sha256(report): 1]], plans: ["P": "active"])
    }

    private func losses(_ promises: Promises, _ change: (inout Findings) -> Void = { _ in }) -> [Loss.Kind] {
        var found = findings()
        change(&found)
        return Judge.losses(of: promises, promises, in: found).map(\.kind)
    }

    @Test func `nothing is lost where everything is listed`() {
        #expect(losses(promises()).isEmpty)
    }

    @Test func `a report that is not listed is lost, and named`() {
        var found = findings()
        found.reports = [:]
        let lost = Judge.losses(of: promises(), promises(), in: found)
        #expect(lost.map(\.kind) == [.report])
        #expect(lost.map(\.device) == ["A"])
        #expect(lost.contains { $0.detail.contains(Promises.sha256(report)) })
    }

    @Test func `a report of another device does not make up for it`() {
        #expect(losses(promises()) { $0.reports = ["B": [Promises.sha256(report): 1]] } == [.report])
    }

    @Test func `a report that was answered twice must be listed twice`() {
        var twice = promises()
        _ = twice.answered(WitnessedRequest(udid: "A", kind: .status, body: report), WitnessedAnswer(status: 200))
        #expect(losses(twice) == [.report])
    }

    @Test func `a report that was listed and never answered is no loss`() {
        #expect(losses(promises()) { $0.reports["A", default: [:]]["another"] = 1 }.isEmpty)
    }

    @Test func `a device that had enrolled must be known`() {
        #expect(losses(promises()) { $0.devices = [:] } == [.enrolment])
    }

    @Test func `a device whose TokenUpdate was answered must be enrolled`() {
        #expect(
            losses(promises()) { $0.devices["A"] = Findings.Device(enrolment: "authenticated", hasToken: true) } == [
                .enrolment
            ])
    }

    @Test func `a device that began to enrol anew meanwhile may be anything but unknown`() {
        var after = promises()
        after.sent(WitnessedRequest(udid: "A", kind: .authenticate, body: Data()))
        var found = findings()
        found.devices["A"] = Findings.Device(enrolment: "authenticated", hasToken: false)
        #expect(Judge.losses(of: promises(), after, in: found).isEmpty)
        found.devices = [:]
        #expect(Judge.losses(of: promises(), after, in: found).map(\.kind) == [.enrolment])
    }

    @Test func `a bootstrap token that was taken must be there`() {
        #expect(
            losses(promises()) { $0.devices["A"] = Findings.Device(enrolment: "enrolled", hasToken: false) } == [.token]
        )
    }

    @Test func `a plan that was answered for must be there`() {
        #expect(losses(promises()) { $0.plans = [:] } == [.plan])
    }

    @Test func `nobody cancels a plan but an administrator`() {
        #expect(losses(promises()) { $0.plans["P"] = "cancelled" } == [.plan])
    }

    @Test func `a plan that was cancelled stays cancelled`() {
        var cancelled = promises()
        cancelled.cancelled(plan: "P")
        #expect(losses(cancelled) == [.plan])
        #expect(losses(cancelled) { $0.plans["P"] = "cancelled" }.isEmpty)
    }

    @Test func `a plan whose cancellation was not answered may be either`() {
        var perhaps = promises()
        perhaps.cancelling(plan: "P")
        #expect(losses(perhaps).isEmpty)
        #expect(losses(perhaps) { $0.plans["P"] = "cancelled" }.isEmpty)
    }
}
