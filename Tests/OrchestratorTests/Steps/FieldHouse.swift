import AppleDDM
import AppleLookup
import Foundation
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

/// The feed as it comes, time as it passes, and what is shown of it.
extension Installation {
    /// Fetches a feed of these rows and decides about the devices that it concerns.
    @discardableResult
    func fetch(
        _ rows: [LookupRow], lists: Set<LookupList> = Set(LookupList.allCases)
    ) async throws -> RefreshOutcome {
        try await fetch(raw: LookupFeed(rows: rows, lists: lists).json())
    }

    @discardableResult
    func fetch(raw body: Data) async throws -> RefreshOutcome {
        let outcome = try await runner.perform { try FeedSteps.take(body, &$0, $1) }
        try await replan()
        return outcome
    }

    /// Lets time pass; what waited for it happens.
    func pass(_ duration: Duration) async throws {
        clock.advance(by: duration)
        for work in try await runner.perform({ try DeviceWork.timers.claim(64, &$0, $1) }) {
            try await runner.perform { try TimerSteps.fire(work, &$0, $1) }
        }
    }

    func explanation(of mac: WalkingMac) async throws -> Explanation {
        try await runner.read(AdminExplain.explain(mac.udid))
    }

    func causes(of mac: WalkingMac) async throws -> [RatchetCore.Reason] {
        try await verdict(of: mac).causes.map(\.reason)
    }

    func catalog() async throws -> CatalogSummary { try await runner.read(AdminStatus.catalog()) }

    /// In an order of their own.
    func rows() async throws -> [CatalogRow] {
        try await store.read { try $0.catalog() }.allRows.sorted { "\($0)" < "\($1)" }
    }

    /// Cancels a plan as a person does, and decides about its devices.
    func cancelAsAdmin(_ plan: Plan) async throws -> PlanSummary {
        let summary = try await runner.perform(AdminPlans.cancel(plan.id.text))
        try await replan()
        return summary
    }
}

extension WalkingMac {
    /// A field of the payload of the enforcement that it holds.
    func declared(_ key: String) -> String? { held[WalkingMac.enforcement]?.payload[key]?.string }

    /// What it is told to install, and by when.
    var target: String? { declared("TargetOSVersion") }
    var deadline: String? { declared("TargetLocalDateTime") }

    /// Says which version it runs now.
    func run(_ version: String, _ build: String? = nil, supplemental: String? = nil) async throws {
        var items: [String: JSONValue] = ["device.operating-system.version": .string(version)]
        if let build { items["device.operating-system.build-version"] = .string(build) }
        if let supplemental {
            items["device.operating-system.supplemental.build-version"] = .string(supplemental)
        }
        try await report(items)
    }

    func say(_ state: String) async throws { try await report(["softwareupdate.install-state": .string(state)]) }

    func fail(_ count: Int64, at time: String, because reason: String = "") async throws {
        try await report([
            "softwareupdate.failure-reason": [
                "count": .int(count), "timestamp": .string(time), "reason": .string(reason),
            ]
        ])
    }
}

extension LookupRow {
    /// A release on a list, for a long time.
    static func row(
        _ version: String, _ build: String, on devices: [String] = ["J413AP"], _ list: LookupList = .assetSets,
        platform: String = "macOS", posted: String = "2026-04-20", expires: String? = "2027-01-01"
    ) -> LookupRow {
        LookupRow(
            list: list, platform: platform, productVersion: version, build: build, postingDate: posted,
            expirationDate: expires, supportedDevices: devices)
    }

    /// A Background Security Improvement.
    static func improvement(
        _ version: String, _ build: String, _ letter: String, on base: String, for devices: [String] = ["J413AP"]
    ) -> LookupRow {
        LookupRow(
            list: .backgroundSecurityImprovements, platform: "macOS", productVersion: version, build: build,
            productVersionExtra: letter, prerequisiteBuild: base, postingDate: "2026-04-20",
            expirationDate: "2027-01-01", supportedDevices: devices)
    }
}
