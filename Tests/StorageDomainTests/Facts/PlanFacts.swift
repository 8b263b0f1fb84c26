import RatchetCore
import Storage
import Testing

extension DomainContract {
    static func plan(
        _ id: String, _ scope: PlanScope, rule: String = "latest", by deadline: DeadlineRule? = nil
    ) throws -> NewPlan {
        NewPlan(
            id: PlanID(id), name: "plan \(id)", rule: try #require(VersionRule(rule)), scope: scope,
            deadline: try deadline ?? .fixed(#require(LocalDateTime("2026-04-10T18:00:00"))),
            detailsURL: nil, priority: 3, urgentBecause: nil)
    }

    static let plans = [
        Fact("a plan comes back as it was made, by id and by number, newest first") { store in
            let days = DeadlineRule.afterFirstSeen(days: 14, at: try #require(LocalTime("18:30")))
            let urgent = NewPlan(
                id: PlanID("p1"), name: "now", rule: try #require(VersionRule("26.4:25E246")), scope: .everything,
                deadline: days, detailsURL: "https://example.org", priority: -1, urgentBecause: "exploited")
            let one = try store.createPlan(urgent, at: at(1))
            try store.enrol("U1")
            let two = try store.createPlan(plan("p2", .devices([DeviceID("device-U1")])), at: at(2))
            #expect(one.number == 1 && two.number == 2)
            #expect(try store.findPlan("p1") == one && store.findPlan("1") == one)
            #expect(try store.findPlan("2") == two && store.findPlan("9") == nil)
            #expect(try store.plans() == [two, one])
            #expect(try store.activePlanCount() == 2)
        },
        Fact("a plan is cancelled once, and covers nobody after") { store in
            try store.enrol("U1")
            let plan = try store.createPlan(plan("p1", .everything), at: at(1))
            #expect(try store.cancelPlan(plan.id, at: at(5)))
            #expect(try !store.cancelPlan(plan.id, at: at(6)))
            let cancelled = try #require(try store.findPlan("p1"))
            #expect(cancelled.state == .cancelled && cancelled.cancelledAt == at(5))
            #expect(try store.activePlans(covering: DeviceID("device-U1")).isEmpty)
        },
        Fact("who is covered is decided anew each time: everything, named devices, a group's members") { store in
            try store.enrol("U1")
            let group = try #require(try store.createGroup(GroupID("g"), name: "ring 1", at: at(0)))
            for (id, scope) in [
                ("p1", PlanScope.everything), ("p2", .devices([DeviceID("device-U1")])), ("p3", .group(group.id)),
            ] {
                _ = try store.createPlan(plan(id, scope), at: at(1))
            }
            try store.enrol("U2")
            func covering(_ name: String) throws -> [String] {
                try store.activePlans(covering: DeviceID("device-\(name)")).map(\.id.text)
            }
            #expect(try covering("U1") == ["p1", "p2"] && covering("U2") == ["p1"])
            try store.addMembers([DeviceID("device-U2")], to: group.id)
            #expect(try covering("U2") == ["p1", "p3"])
            try store.removeMembers([DeviceID("device-U2")], from: group.id)
            #expect(try covering("U2") == ["p1"])
        },
        Fact("new decisions are asked for about those covered, and those with something open") { store in
            let names = ["U1", "U2", "U3"]
            for name in names { try store.enrol(name) }
            let subjects = names.map { "device-\($0)" }
            let plan = try store.createPlan(plan("p1", .devices([DeviceID("device-U1")])), at: at(1))
            try store.save(try enforcement("e1", of: "U3", plan: "p1"))
            try store.replanDevices(of: plan, at: at(2))
            #expect(try store.waiting(WorkKind.plan, among: subjects) == ["device-U1", "device-U3"])
            try store.replanAllDevices(at: at(3))
            #expect(try store.waiting(WorkKind.plan, among: subjects) == subjects)
            let again = try #require(try store.pending(subject: "device-U1").first)
            #expect(again.generation == 2 && again.dueAt == at(3).microseconds)
        },
        Fact("asking for everybody means everybody, for a plan for everything too") { store in
            for name in ["U1", "U2"] { try store.enrol(name) }
            let plan = try store.createPlan(plan("p1", .everything), at: at(1))
            try store.replanDevices(of: plan, at: at(2))
            let claimed = try store.claim(kinds: [WorkKind.plan], limit: 9, now: at(2).microseconds, lease: 1)
            #expect(claimed.map(\.subject) == ["device-U1", "device-U2"])
        },
    ]

    static let groups = [
        Fact("a group's name is taken once, and it is found by id, number and name") { store in
            let group = try #require(try store.createGroup(GroupID("g1"), name: "ring 1", at: at(1)))
            #expect(try store.createGroup(GroupID("g2"), name: "ring 1", at: at(2)) == nil)
            #expect(try store.findGroup("g1") == group && store.findGroup("ring 1") == group)
            #expect(try store.findGroup("\(group.number)") == group && store.findGroup("ring 2") == nil)
        },
        Fact("members are added once and counted") { store in
            try store.enrol("U1")
            try store.enrol("U2")
            let group = try #require(try store.createGroup(GroupID("g1"), name: "ring 1", at: at(1)))
            let (one, two) = (DeviceID("device-U1"), DeviceID("device-U2"))
            try store.addMembers([two, one, two], to: group.id)
            #expect(try store.members(of: group.id) == [one, two])
            #expect(try store.groups().map(\.memberCount) == [2])
            try store.removeMembers([one, DeviceID("nobody")], from: group.id)
            #expect(try store.members(of: group.id) == [two])
        },
    ]

    static func enforcement(_ id: String, of device: String, plan: String, at seconds: Int64 = 1) throws -> Enforcement
    {
        Enforcement(
            id: EnforcementID(id), device: DeviceID("device-\(device)"), plan: PlanID(plan),
            target: Target(version: try version("26.3.1"), build: "25D771280a", isSecurityImprovement: true),
            deadline: try #require(LocalDateTime("2026-04-10T18:00:00")), detailsURL: "https://example.org",
            at: at(seconds))
    }

    static let enforcements = [
        Fact("an enforcement comes back as it was, through all its life") { store in
            try store.enrol("U1")
            _ = try store.createPlan(plan("p1", .everything), at: at(1))
            var it = try enforcement("e1", of: "U1", plan: "p1")
            try store.save(it)
            #expect(try store.openEnforcement(of: it.device) == it)
            _ = it.offered(Evidence(.plan, at: at(2), ref: "p1"))
            _ = it.failed(UpdateFailure(count: 1, reason: "x"), Evidence(.statusReport, at: at(3), ref: "r"))
            let refusal = DeclarationReport(
                identifier: "i", serverToken: "t", isActive: false, validity: .invalid,
                reasons: [DeclarationReport.Reason(code: "Error.Unknown", text: "x")])
            _ = it.declared(refusal, Evidence(.statusReport, at: at(4), ref: "r"))
            try store.save(it)
            #expect(try store.openEnforcement(of: it.device) == it)
            #expect(try store.openEnforcementCounts() == [.rejected: 1])
        },
        Fact("at most one of a device is open") { store in
            try store.enrol("U1")
            _ = try store.createPlan(plan("p1", .everything), at: at(1))
            var first = try enforcement("e1", of: "U1", plan: "p1")
            try store.save(first)
            var refusal: StoreError?
            do {
                try store.savepoint { inner in try inner.save(try enforcement("e2", of: "U1", plan: "p1", at: 2)) }
            } catch {
                refusal = error as? StoreError
            }
            _ = first.replaced(Evidence(.plan, at: at(3), ref: "p1"))
            try store.save(first)
            #expect(try store.openEnforcement(of: first.device) == nil)
            // Only the run of the unit of work that counts comes here.
            #expect(refusal == .conflict())
            let second = try enforcement("e2", of: "U1", plan: "p1", at: 2)
            try store.save(second)
            #expect(try store.enforcements(of: first.device, limit: 9).map(\.id.text) == ["e2", "e1"])
            #expect(try store.enforcements(of: PlanID("p1")) == [second])
        },
        Fact("enforcements are counted by plan, state and outcome") { store in
            _ = try store.createPlan(plan("p1", .everything), at: at(1))
            for name in ["U1", "U2", "U3"] {
                try store.enrol(name)
                var it = try enforcement("e-\(name)", of: name, plan: "p1")
                if name == "U3" {
                    let reached = InstalledOS(version: try version("26.4"))
                    _ = it.reportedVersion(reached, Evidence(.statusReport, at: at(2), ref: "r"))
                }
                try store.save(it)
            }
            let counts = try store.enforcementCountsByPlan()
            #expect(counts.map(\.state) == [.closed, .planned] && counts.map(\.count) == [1, 2])
            #expect(counts.map(\.outcome) == [.done, nil])
            #expect(try store.openAndDoneEnforcements().map(\.id.text) == ["e-U1", "e-U2", "e-U3"])
        },
        Fact("live targets are counted by the deadline that is ahead somewhere") { store in
            _ = try store.createPlan(plan("p1", .everything), at: at(1))
            for name in ["U1", "U2", "U3"] {
                try store.enrol(name)
                var it = try enforcement("e-\(name)", of: name, plan: "p1")
                if name == "U3" { _ = it.replaced(Evidence(.plan, at: at(2), ref: "p1")) }
                try store.save(it)
            }
            let deadline = try #require(LocalDateTime("2026-04-10T18:00:00"))
            let last = deadline.latestInstant
            #expect(
                try store.liveDeadlines(after: last - .seconds(1), limit: 9) == [
                    DeadlineCount(deadline: deadline, count: 2)
                ])
            #expect(try store.liveDeadlines(after: last, limit: 9).isEmpty)
            #expect(try store.enforcements(in: .planned, limit: 1).map(\.id.text) == ["e-U1"])
        },
        Fact("how far a device came stays, whatever happens to it afterwards, and when it was done") { store in
            try store.enrol("U1")
            let plan = try store.createPlan(plan("p1", .everything), at: at(1))
            var it = try enforcement("e1", of: "U1", plan: "p1")
            func saved() throws -> EnforcementProgress? {
                try store.save(it)
                let all = try store.progress(of: plan.id)
                return all.first
            }
            #expect(try saved()?.furthest == .planned)
            _ = it.offered(Evidence(.plan, at: at(2), ref: "p1"))
            _ = it.fetched(serverToken: "t", current: "t", Evidence(.checkIn, at: at(3), ref: "r"))
            _ = it.installState(.downloading, isHeld: true, Evidence(.statusReport, at: at(4), ref: "r"))
            #expect(try saved()?.furthest == .downloading)
            _ = it.failed(UpdateFailure(count: 1, reason: "x"), Evidence(.statusReport, at: at(5), ref: "r"))
            #expect(try saved()?.furthest == .downloading)
            #expect(try saved()?.doneAt == nil && saved()?.isOpen == true)
            let reached = InstalledOS(version: try version("26.4"))
            _ = it.reportedVersion(reached, Evidence(.statusReport, at: at(6), ref: "r"))
            #expect(try saved()?.furthest == .done && saved()?.doneAt == at(6))
            _ = it.synced(Evidence(.checkIn, at: at(9), ref: "r"))
            let ended = try #require(try saved())
            #expect(ended.furthest == .done && ended.doneAt == at(6) && !ended.isOpen)
            #expect(ended.deadline == it.deadline)
        },
        Fact("a device's newest enforcement of a plan says how far it is") { store in
            let plan = try store.createPlan(plan("p1", .everything), at: at(1))
            for name in ["U2", "U1"] {
                try store.enrol(name)
                var first = try enforcement("e1-\(name)", of: name, plan: "p1")
                _ = first.reportedVersion(
                    InstalledOS(version: try version("26.4")), Evidence(.statusReport, at: at(2), ref: "r"))
                try store.save(first)
            }
            try store.save(try enforcement("e0-U1", of: "U1", plan: "p1", at: 3))
            let progress = try store.progress(of: plan.id)
            #expect(progress.map(\.device.text) == ["device-U1", "device-U2"])
            #expect(progress.map(\.furthest) == [.planned, .done] && progress.map(\.isOpen) == [true, false])
            #expect(try store.progress(of: PlanID("p2")).isEmpty)
        },
    ]
}
