import Ports
import RatchetCore
import Synchronization
import Testing

extension DriverContract {
    static let reading: [Fact] = [
        Fact("an inventory names the versions, and says what is greyed out and why") { make in
            let house = try await make(.quick)
            let inventory = try await house.inventory()
            #expect(inventory.installed.product != nil)
            let blocked = inventory.offered.first { $0.id == house.packages.blocked.id }
            #expect(blocked?.isBlocked == true && blocked?.reason?.isEmpty == false)
            #expect(inventory.offered.first { $0.id == house.packages.next.id }?.isBlocked == false)
        },
        Fact("health is an answer") { make in
            let house = try await make(.quick)
            guard case .answered(.health) = await house.perform(.health) else {
                Issue.record("no health")
                return
            }
        },
        Fact("a driver has the verbs that it names") { make in
            let house = try await make(.quick)
            #expect(await house.driver.verbs(for: house.appliance).isSuperset(of: [.inventory, .health, .install]))
        },
        Fact("a call that may be repeated answers again under the same key") { make in
            let house = try await make(.quick)
            for _ in 1...3 { _ = try await house.inventory() }
        },
    ]

    static let changing: [Fact] = [
        Fact("G1: a backup has a reference and a digest, and can be restored") { make in
            let house = try await make(.quick)
            let before = try await house.inventory().installed
            let outcome = await house.perform(.backup)
            guard case .answered(.backup(let backup)) = outcome else { throw UnexpectedOutcome(outcome) }
            #expect(backup.isVerified && !backup.reference.isEmpty && backup.sha256.utf8.count == 64)
            #expect(await house.perform(.install(house.packages.next)) == .answered(.installed))
            #expect(await house.perform(.restore(backup), key: "call-2") == .answered(.restored))
            #expect(try await house.inventory().installed == before)
        },
        Fact("a staged package is named by its digest") { make in
            let house = try await make(.quick)
            let staged = await house.perform(.stage(house.packages.next))
            #expect(staged == .answered(.staged(sha256: house.packages.next.sha256)))
        },
        Fact("D3: after an installation the inventory names the new version") { make in
            let house = try await make(.quick)
            #expect(await house.perform(.install(house.packages.next)) == .answered(.installed))
            #expect(try await house.inventory().installed.product?.text == house.packages.next.version)
        },
        Fact("P3: a package that the appliance refuses is a failure in words") { make in
            let house = try await make(.quick)
            guard case .failed(let reason, _) = await house.perform(.install(house.packages.blocked)) else {
                Issue.record("it was not refused")
                return
            }
            #expect(!reason.isEmpty)
        },
        Fact("an installation of which nobody hears again is lost, done or not") { make in
            let house = try await make(.quick)
            guard case .lost = await house.perform(.install(house.packages.silent)) else {
                Issue.record("it was not lost")
                return
            }
            #expect(try await house.begun(house.packages.silent.id) == 1)
        },
    ]

    static let once: [Fact] = [
        Fact("an installation under the same key is begun once, and told again") { make in
            let house = try await make(.quick)
            let install = DriverCall.Request.install(house.packages.next)
            for _ in 1...2 { #expect(await house.perform(install) == .answered(.installed)) }
            #expect(try await house.begun(house.packages.next.id) == 1)
        },
        Fact("an installation past its time limit is lost, and not begun again") { make in
            let house = try await make(.endless)
            let install = DriverCall.Request.install(house.packages.next)
            try await expectBegun(house)
            for _ in 1...2 { expectLost(await house.perform(install, limit: .milliseconds(1))) }
            #expect(try await house.begun(house.packages.next.id) == 1)
        },
        Fact("D4: an installation that nobody waits for any more is lost, and not begun again") { make in
            let house = try await make(.endless)
            try await expectBegun(house)
            try await expectBegun(house)
            #expect(try await house.begun(house.packages.next.id) == 1)
        },
        Fact("D4: beside an installation that nobody waits for any more nothing of the kind is begun, and it is named")
        {
            make in
            let house = try await make(.endless)
            #expect(await house.driver.atWork(on: house.appliance) == nil)
            try await expectBegun(house)
            let backup = ApplianceBackup(reference: "none", sha256: house.packages.next.sha256 ?? "", isVerified: true)
            for request in [DriverCall.Request.install(house.packages.next), .restore(backup)] {
                let outcome = await house.perform(request, key: "call-2")
                guard case .notBegun(let reason, _) = outcome else { throw UnexpectedOutcome(outcome) }
                #expect(reason.contains("still at work"))
            }
            #expect(try await house.begun(house.packages.next.id) == 1)
            let earlier = await house.driver.atWork(on: house.appliance)
            #expect(earlier?.key == "call-1" && earlier?.verb == .install)
        },
        Fact("what has ended is not at work, and the next one is begun") { make in
            let house = try await make(.quick)
            #expect(await house.perform(.install(house.packages.next)) == .answered(.installed))
            #expect(await house.driver.atWork(on: house.appliance) == nil)
            let outcome = await house.perform(.install(house.packages.blocked), key: "call-2")
            guard case .failed = outcome else { throw UnexpectedOutcome(outcome) }
        },
    ]

    /// Waits for an installation until it is at work, and no longer.
    private static func expectBegun(_ house: House) async throws {
        let told = Flag()
        let waiting = Task {
            await house.perform(.install(house.packages.next)) { progress in
                #expect(progress.fraction.map { (0...1).contains($0) } ?? true)
                told.raise()
            }
        }
        try await until { told.isRaised }
        waiting.cancel()
        expectLost(await waiting.value)
    }

    private static func expectLost(_ outcome: DriverOutcome, sourceLocation: SourceLocation = #_sourceLocation) {
        if case .lost = outcome { return }
        Issue.record("\(outcome) is not lost", sourceLocation: sourceLocation)
    }
}

private final class Flag: Sendable {
    private let state = Mutex(false)
    var isRaised: Bool { state.withLock { $0 } }
    func raise() { state.withLock { $0 = true } }
}
