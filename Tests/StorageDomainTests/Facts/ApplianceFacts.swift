import RatchetCore
import Storage
import TestSupport
import Testing

extension DomainContract {
    /// An appliance of which nothing is known but what a person has entered.
    static func appliance(_ id: String, name: String? = nil, role: ApplianceRole = .production) -> ApplianceRecord {
        ApplianceRecord(
            driver: "command", address: "\(id).example.org",
            facts: ApplianceFacts(
                id: ApplianceID(id), name: name ?? id, product: "acme", role: role, adoptedAt: at(1)))
    }

    static func versions(_ base: String, _ product: String) throws -> InstalledVersions {
        try Sample.versions(base, product)
    }

    /// Everything that can be known of one.
    private static func fill(_ record: inout ApplianceRecord) throws {
        let package = PackageID(stored: "base-6.1")
        record.facts.verbs = [.inventory, .supportBundle]
        record.facts.verbsReadAt = at(2)
        record.facts.snapshotAskedAt = at(3)
        record.facts.inventory.take(
            ApplianceInventory(
                installed: try versions("6.0", "22.1"), installedPackages: [PackageID(stored: "licence-x")],
                offered: [.init(id: package, isBlocked: true, reason: "caf\u{e9} \"x\"")],
                activity: .installing(package),
                digests: [package: "ab"]), at: at(4), ref: "call-1")
        record.facts.inventory.fail("no answer", at: at(5))
        record.facts.health.take(
            ApplianceHealth(
                alarms: ["smoke"], freeBytes: 7, neededBytes: 8, sessionsOpen: 3, usersLoggedIn: 2,
                configurationChangedAt: at(3)), at: at(6), ref: "call-2")
        record.facts.backup.take(
            ApplianceBackup(reference: "vault/1", sha256: "cd", bytes: 9, isVerified: true), at: at(7), ref: "call-3")
        record.facts.certificate.take(
            CertificateExport(reference: "vault/2", fingerprint: "ef", hasPrivateKey: true), at: at(8), ref: "c-4")
        record.facts.supportBundle.take("vault/3", at: at(9), ref: "call-5")
        record.facts.staged = [package: StagedPackage(sha256: nil, at: at(10))]
        record.facts.stagingTrouble = ReadingTrouble("no space", at: at(11))
        record.facts.installTrouble = ReadingTrouble("no interpreter", at: at(11), tries: 3)
        record.facts.atWork = CallAtWork(verb: .install, key: "call-0", since: at(1), process: 4711, folder: "x/y")
        record.facts.lastProductHop = ProductHop(version: "22.1", at: at(12), origin: .observed)
        record.facts.freeze = ApplianceFreeze(package: package, reason: "it broke", at: at(13))
        record.facts.measured = [
            MeasuredHop(package: package, packageClass: .base, took: .seconds(90), estimate: .minutes(20))
        ]
    }

    static let appliances = [
        Fact("an appliance comes back as it was added, by id, number and name whatever its capitals") { store in
            let added = try #require(try store.addAppliance(appliance("a1", name: "Alpha")))
            #expect(added.number == 1 && added.facts.name == "Alpha")
            for word in ["a1", "1", "ALPHA"] { #expect(try store.findAppliance(word) == added) }
            #expect(try store.findAppliance("beta") == nil && store.lockAppliance(ApplianceID("a1")) == added)
        },
        Fact("an address is one appliance's for each driver, whatever its capitals") { store in
            let own = try #require(try store.addAppliance(appliance("a1")))
            var other = appliance("a2")
            #expect(try store.holdAddress(of: own) == nil && store.holdAddress(of: other) == nil)
            other.address = "A1.Example.org"
            #expect(try store.holdAddress(of: other) == own)
            other.driver = "another"
            #expect(try store.holdAddress(of: other) == nil)
        },
        Fact("an appliance's name is taken once, whatever its capitals") { store in
            _ = try store.addAppliance(appliance("a1", name: "alpha"))
            #expect(try store.addAppliance(appliance("a2", name: "ALPHA")) == nil)
            #expect(try store.appliances(after: 0, limit: 9).map(\.id.text) == ["a1"])
        },
        Fact("all that is known of an appliance is read as it was written") { store in
            var record = try #require(try store.addAppliance(appliance("a1")))
            try fill(&record)
            (record.driver, record.address, record.calendar) = ("other", "else", "nights")
            (record.turn, record.contractFrom) = (CivilDate("2026-12-01"), CivilDate("2026-01-01"))
            (record.contractUntil, record.mail) = (CivilDate("2026-12-31"), "ops@example.org")
            record.facts.role = .test
            record.call = OpenCall(
                key: "call-9", verb: .install, package: PackageID(stored: "base-6.1"), startedAt: at(20),
                begunAt: at(21))
            try store.saveAppliance(record)
            #expect(try store.findAppliance("a1") == record)
        },
        Fact("appliances come page by page, by number") { store in
            for id in ["a1", "a2", "a3"] { _ = try store.addAppliance(appliance(id)) }
            #expect(try store.appliances(after: 1, limit: 1).map(\.id.text) == ["a2"])
            #expect(try store.appliances(after: 2, limit: 9).map(\.id.text) == ["a3"])
        },
        Fact("what a driver says on the way is kept while its call is awaited, and goes with it") { store in
            var record = try #require(try store.addAppliance(appliance("a1")))
            let said = CallProgress(key: "k", fraction: 0.5, message: "half", at: at(3))
            #expect(try !store.keepProgress(said, of: record.id), "nobody is called")
            record.call = OpenCall(key: "k", verb: .backup, package: nil, startedAt: at(2))
            try store.saveAppliance(record)
            #expect(try store.keepProgress(said, of: record.id))
            #expect(try store.findAppliance("a1")?.progress == said)
            let late = CallProgress(key: "other", fraction: nil, message: "late", at: at(4))
            #expect(try !store.keepProgress(late, of: record.id))
            record.call = nil
            try store.saveAppliance(record)
            #expect(try store.findAppliance("a1")?.progress == nil)
        },
        Fact("a new look is asked for at every appliance") { store in
            for id in ["a1", "a2"] { _ = try store.addAppliance(appliance(id)) }
            try store.lookAtAllAppliances(at: at(5))
            try store.lookAtAllAppliances(at: at(6))
            #expect(try store.waiting(WorkKind.appliance, among: ["a1", "a2"]) == ["a1", "a2"])
            let claimed = try store.claim(kinds: [WorkKind.appliance], limit: 9, now: at(6).microseconds, lease: 1)
            #expect(claimed.count == 2)
        },
        Fact("an appliance's events are its own, newest first") { store in
            let id = ApplianceID("a1")
            try store.record(
                ["e1", "e2", "e3"].map { event in
                    TimelineEvent(
                        id: event, device: nil, appliance: event == "e2" ? nil : id, at: at(1), type: "x",
                        actor: "admin",
                        body: "{}")
                })
            #expect(try store.timeline(of: id, before: nil, limit: 9).map(\.id) == ["e3", "e1"])
            #expect(try store.timeline(of: id, before: "e3", limit: 9).map(\.appliance) == [id])
        },
    ]
}
