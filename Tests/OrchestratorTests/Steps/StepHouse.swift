import AppleLookup
import Foundation
import Ports
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

/// What the service does by itself, one step at a time.
extension Installation {
    /// Fetches a feed that has these versions for a J413AP.
    @discardableResult
    func publish(
        _ releases: [(version: String, build: String)], posted: String = "2026-04-20", expires: String = "2027-01-01"
    ) async throws -> RefreshOutcome {
        let feed = LookupFeed(
            rows: releases.map {
                LookupRow(
                    list: .assetSets, platform: "macOS", productVersion: $0.version, build: $0.build,
                    postingDate: posted, expirationDate: expires, supportedDevices: ["J413AP"])
            })
        let body = feed.json()
        let outcome = try await runner.perform { try FeedSteps.take(body, &$0, $1) }
        try await replan()
        return outcome
    }

    /// Makes a plan and decides about the devices that it is for.
    @discardableResult
    func makePlan(
        _ rule: String = "latest", for scope: PlanScope = .everything, by deadline: DeadlineRule? = nil,
        priority: Int = 0, followsImprovements: Bool = true, urgentBecause: String? = nil
    ) async throws -> Plan {
        let id = PlanID("plan-\(rule)-\(priority)-\(scope)")
        let new = NewPlan(
            id: id, name: rule, rule: try #require(VersionRule(rule)), scope: scope,
            deadline: try deadline ?? .afterFirstSeen(days: 30, at: #require(LocalTime("19:00"))), detailsURL: nil,
            followsImprovements: followsImprovements, priority: priority, urgentBecause: urgentBecause)
        let now = now
        let plan = try await write { store in
            let plan = try store.createPlan(new, at: now)
            try store.replanDevices(of: plan, at: now)
            return plan
        }
        try await replan()
        return plan
    }

    func cancel(_ plan: Plan) async throws {
        let now = now
        try await write { store in
            #expect(try store.cancelPlan(plan.id, at: now))
            try store.replanDevices(of: plan, at: now)
        }
        try await replan()
    }

    /// Decides about every device that waits for it.
    func replan() async throws {
        for work in try await runner.perform({ try DeviceWork.planning.claim(200, &$0, $1) }) {
            try await runner.perform { try PlanningSteps.plan(work, &$0, $1) }
        }
    }

    /// Sends the pushes that are due; each is taken as `outcome`. Returns the tokens that were pushed to.
    @discardableResult
    func push(_ outcome: PushOutcome = .accepted(id: "apns-1")) async throws -> [String] {
        let prepared = try await runner.perform { try PushSteps.claim(64, &$0, $1) }
        try await settle(prepared, outcome)
        return prepared.map { String(decoding: $0.push.token, as: UTF8.self) }
    }

    /// Records what came of pushes.
    func settle(_ prepared: [PushSteps.Prepared], _ outcome: PushOutcome) async throws {
        let sent = prepared.map { PushSteps.Sent(prepared: $0, outcome: outcome) }
        try await runner.perform { try PushSteps.settle(sent, &$0, $1) }
    }

    /// A person wants to hear from the device now.
    func requestSync(of mac: WalkingMac) async throws {
        let id = try await row(of: mac).id
        try await runner.perform { store, context in
            let device = try #require(try store.lock(id))
            return StepOutcome((), wakes: try SyncRequest.queue(for: device, store: &store, context: context))
        }
    }

    func reconcile() async throws -> Int {
        try await runner.perform { try PushSteps.reconcile(&$0, $1) }
    }

    /// The device's newest enforcement.
    func enforcement(of mac: WalkingMac) async throws -> Enforcement? {
        let udid = mac.udid
        return try await store.read { store in
            try store.findDevices(udid, limit: 1).first.flatMap { try store.enforcements(of: $0.id, limit: 1).first }
        }
    }

    func state(of mac: WalkingMac) async throws -> EnforcementState? { try await enforcement(of: mac)?.state }

    func verdict(of mac: WalkingMac) async throws -> Verdict {
        try await runner.read(AdminExplain.explain(mac.udid)).verdict
    }

    func row(of mac: WalkingMac) async throws -> DeviceRow {
        let udid = mac.udid
        return try #require(try await store.read { try $0.findDevices(udid, limit: 1).first })
    }

    /// The types of the device's events, oldest first.
    func events(of mac: WalkingMac) async throws -> [String] {
        let id = try await row(of: mac).id
        return try await store.read { try $0.timeline(of: id, before: nil, limit: 500) }.reversed().map(\.type)
    }

    /// When the next push to the device is due; nil when none waits.
    func nextPush(to mac: WalkingMac) async throws -> Instant? {
        let udid = mac.udid
        return try await store.read { store in
            try store.pending(subject: udid).first.map { Instant(microseconds: $0.dueAt) }
        }
    }
}
