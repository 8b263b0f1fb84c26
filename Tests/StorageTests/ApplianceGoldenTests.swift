import Foundation
import RatchetCore
import Testing

@testable import Storage

/// What a version that was ever shipped has stored of appliances, this one reads, and writes again.
@Suite("Documents of appliances that are stored already")
struct ApplianceGoldenTests {
    private func golden(_ name: String) throws -> String {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name).json")
        return try String(contentsOf: url, encoding: .utf8).trimmingCharacters(in: .newlines)
    }

    @Test func `all that is known of an appliance, version 1`() throws {
        let document = try golden("appliance-v1")
        var facts = try Golden.facts(isEmpty: true)
        try ApplianceDocument(text: document).fill(&facts)
        #expect(try facts == Golden.facts() && ApplianceDocument(facts).text() == document)
    }

    @Test func `an upgrade, version 2`() throws {
        let document = try golden("upgrade-v2")
        let upgrade = try UpgradeDocument(text: document).upgrade()
        #expect(try upgrade == Golden.upgrade() && UpgradeDocument(upgrade).text() == document)
    }

    @Test func `an upgrade, version 1, which did not keep what ran before a hop nor of which turn people were told`()
        throws
    {
        let upgrade = try UpgradeDocument(text: try golden("upgrade-v1")).upgrade()
        var snapshot = try Golden.upgrade().snapshot
        snapshot.toldTurn = nil
        snapshot.attempt = snapshot.attempt.map {
            HopAttempt(
                key: $0.key, package: $0.package, startedAt: $0.startedAt, silentAt: $0.silentAt,
                windowEndsAt: $0.windowEndsAt, trouble: $0.trouble)
        }
        snapshot.licence = nil
        #expect(upgrade == Upgrade(restoring: snapshot))
    }

    @Test func `an upgrade, version 1, wants the licence that its last hop is`() throws {
        let document = try golden("upgrade-v1").replacing(
            "\"packageClass\":\"product\"", with: "\"packageClass\":\"licence\"")
        #expect(try UpgradeDocument(text: document).upgrade().licence == PackageID(stored: "product-22.2"))
    }

    @Test func `a package, version 1`() throws {
        let document = try golden("package-v1")
        let package = try PackageDocument(text: document).package()
        #expect(try package == Golden.package() && PackageDocument(package).text() == document)
    }

    @Test func `a release graph beside its packages, version 1`() throws {
        let document = try golden("graph-v1")
        let graph = try GraphDocument(text: document).graph("acme", [try Golden.package()])
        #expect(try graph == Golden.graph() && GraphDocument(graph).text() == document)
    }

    @Test func `a calendar, version 1`() throws {
        let document = try golden("calendar-v1")
        let calendar = try CalendarDocument(text: document).calendar("nights")
        #expect(try calendar == Golden.calendar() && CalendarDocument(calendar).text() == document)
    }

    @Test(arguments: ["{}", "[]", "", "{\"version\":3}"])
    func `a document of another shape is corrupt, not guessed at`(_ document: String) throws {
        var facts = try Golden.facts()
        #expect(throws: StoreError.corrupt()) { try ApplianceDocument(text: document).fill(&facts) }
        #expect(throws: StoreError.corrupt()) { try UpgradeDocument(text: document).upgrade() }
        #expect(throws: StoreError.corrupt()) { try PackageDocument(text: document).package() }
        #expect(throws: StoreError.corrupt()) { try GraphDocument(text: document).graph("acme", []) }
        #expect(throws: StoreError.corrupt()) { try CalendarDocument(text: document).calendar("nights") }
    }

    @Test(arguments: zip(["appliance", "upgrade", "package", "graph", "calendar"], [1, 2, 1, 1, 1]))
    func `a document of a later version is corrupt, not guessed at`(_ name: String, _ version: Int) throws {
        let later = try golden("\(name)-v\(version)")
            .replacing("\"version\":\(version)", with: "\"version\":\(version + 1)")
        var facts = try Golden.facts()
        #expect(throws: StoreError.corrupt()) {
            switch name {
            case "appliance": try ApplianceDocument(text: later).fill(&facts)
            case "upgrade": _ = try UpgradeDocument(text: later).upgrade()
            case "package": _ = try PackageDocument(text: later).package()
            case "graph": _ = try GraphDocument(text: later).graph("acme", [try Golden.package()])
            default: _ = try CalendarDocument(text: later).calendar("nights")
            }
        }
    }
}

/// Values with every field, as the golden documents have them.
private enum Golden {
    private static func at(_ seconds: Int64) -> Instant { Instant(seconds: 1_774_958_400 + seconds) }

    private static func version(_ text: String) throws -> PackageVersion { try #require(PackageVersion(text)) }

    private static func versions(_ base: String, _ product: String) throws -> InstalledVersions {
        InstalledVersions(base: try version(base), product: try version(product))
    }

    static func package() throws -> Package {
        Package(
            id: PackageID(stored: "product-22.2"), name: "Caf\u{e9} \"22.2\"", packageClass: .product,
            version: try version("22.2-rc.1"), requiredBase: VersionConstraint(">=6.0 <7"),
            requiredProduct: VersionConstraint(">=22.1"), estimate: .seconds(90), restarts: false, affectsClients: true,
            isMajor: false, notes: "https://example.org/notes", source: "depot/22.2", sha256: "abcd",
            recovery: Recovery(.swapBack, until: "the next one"), deadEnd: "the end")
    }

    static func graph() throws -> ReleaseGraph {
        try ReleaseGraph(
            product: "acme", packages: [try package()],
            floors: [Floor(.product, try version("22.2-rc.1"), reason: "a stop")],
            origins: [
                Origin(.base, try version("6.0"), deadEnd: "no other"), Origin(.product, try version("22.1")),
            ])
    }

    static func calendar() throws -> WindowCalendar {
        let (start, once) = (try #require(LocalTime("22:00")), try #require(LocalDateTime("2026-12-23T10:00:00")))
        let end = try #require(LocalDateTime("2027-01-02T00:00:00"))
        return WindowCalendar(
            name: "nights", zone: try #require(ZoneID("Europe/Paris")),
            weekly: [try #require(WeeklyWindow(days: [.sunday, .monday], start: start, length: .hours(4)))],
            oneTime: [try #require(OneTimeWindow(start: once, length: .minutes(90)))],
            holidays: [try #require(CivilDate("2026-12-25"))],
            freezes: [try #require(Freeze(from: once, until: end, reason: "year's end"))])
    }

    static func upgrade() throws -> Upgrade {
        var upgrade = Upgrade(
            id: UpgradeID("u1"), appliance: ApplianceID("a1"), target: try versions("6.0", "22.2-rc.1"),
            licence: PackageID(stored: "licence-x"),
            hops: [PlannedHop(try package(), from: try versions("6.0", "22.1"))], by: "anna", at: at(0))
        _ = upgrade.approve(by: "bruno", at: at(1))
        _ = upgrade.waive(Waiver(.G5, reason: "no test appliance", by: "bruno", at: at(2)))
        _ = upgrade.start(by: "anna", at: at(3))
        _ = upgrade.turnHasCome(at(0))
        _ = upgrade.beginHop(key: "call-1", silentAt: at(99), windowEndsAt: at(50), at: at(4))
        _ = upgrade.installFailed(key: "call-1", reason: "disk full", at: at(5))
        _ = upgrade.pause(by: "anna", because: "a moment", at: at(6))
        return upgrade
    }

    static func facts(isEmpty: Bool = false) throws -> ApplianceFacts {
        var facts = ApplianceFacts(
            id: ApplianceID("a1"), name: "alpha", product: "acme", role: .production, adoptedAt: at(0))
        if isEmpty { return facts }
        let package = PackageID(stored: "base-6.1")
        (facts.verbs, facts.verbsReadAt, facts.snapshotAskedAt) = ([.inventory, .supportBundle], at(1), at(2))
        facts.inventory.take(
            ApplianceInventory(
                installed: try versions("6.0", "22.1"), installedPackages: [PackageID(stored: "licence-x")],
                offered: [.init(id: package, isBlocked: true, reason: "first the other")],
                activity: .installing(package), digests: [package: "abcd"]), at: at(3), ref: "call-1")
        facts.inventory.fail("no answer", at: at(4))
        facts.health.take(
            ApplianceHealth(
                alarms: ["smoke"], freeBytes: 7, neededBytes: 8, sessionsOpen: 3, usersLoggedIn: 2,
                configurationChangedAt: at(1)), at: at(5), ref: "call-2")
        facts.backup.take(
            ApplianceBackup(reference: "vault/1", sha256: "cd", bytes: 9, isVerified: true), at: at(6), ref: "call-3")
        facts.certificate.take(
            CertificateExport(reference: "vault/2", fingerprint: "ef", hasPrivateKey: true), at: at(7), ref: "call-4")
        facts.supportBundle.take("vault/3", at: at(8), ref: "call-5")
        facts.staged = [package: StagedPackage(sha256: "abcd", at: at(9))]
        facts.stagingTrouble = ReadingTrouble("no space", at: at(10))
        facts.lastProductHop = ProductHop(version: "22.1", at: at(11), origin: .observed)
        facts.freeze = ApplianceFreeze(package: package, reason: "it broke", at: at(12))
        facts.measured = [
            MeasuredHop(package: package, packageClass: .base, took: .seconds(80), estimate: .minutes(20))
        ]
        return facts
    }
}
