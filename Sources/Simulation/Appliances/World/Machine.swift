import FleetSimulator
import Foundation
import RatchetCore

/// An appliance, and what is true of it.
struct Machine {
    var appliance: SimulatedAppliance
    var id: ApplianceID
    /// Its product, among the landscape's.
    let line: Int
    let role: ApplianceRole
    /// What its driver can do; the rest is a person's.
    let verbs: Set<DriverVerb>
    /// Its calendar, among the landscape's; nil while nobody has given it one.
    var timetable: Int?
    var turn: CivilDate?
    var contractUntil: CivilDate?
    let adoptedAt: Instant
    var truth: Truth
    /// Packages whose prerequisites the vendor has forgotten to publish.
    var hidden: Set<String> = []

    /// What has happened to it, as nobody but the world knows.
    struct Truth {
        struct Versions: Equatable {
            let base: String
            let product: String
        }

        /// What it ran from when on, oldest first.
        var versions: [(from: Instant, runs: Versions)]
        /// When what is in each backup was there.
        var backups: [Instant] = []
        var exports: [Instant] = []
        /// When its settings were changed, oldest first.
        var changes: [Instant] = []
        /// What it told a server that heard it, and since when it had run that; one for each change that was told.
        private(set) var told: [(from: Instant, runs: Versions)] = []
        /// When what it runs was last told to a server that heard it.
        private(set) var inventoryHeard: Instant?
        /// When how it is was last told to a server that heard it.
        var healthHeard: Instant?
        /// When it last told a server that heard it that it is well.
        var wellHeard: Instant?
        /// Who has ordered which packages, as it received them.
        var installs: [(package: String, key: String, at: Instant)] = []

        var runs: Versions { versions[versions.count - 1].runs }

        /// What it ran at a moment.
        func runs(at moment: Instant) -> Versions { entry(at: moment).runs }

        private func entry(at moment: Instant) -> (from: Instant, runs: Versions) {
            versions.last { $0.from <= moment } ?? versions[0]
        }

        /// A server has heard what it ran then. What it ran in between, and does no more, nobody knows.
        mutating func isHeard(at moment: Instant) {
            inventoryHeard = moment
            if told.last?.runs != runs(at: moment) { told.append(entry(at: moment)) }
        }
    }

    var name: String { appliance.name }

    /// Lets time pass, and notes what has changed by it.
    mutating func advance(to now: Instant) {
        appliance.advance(to: now.date)
        note(now)
    }

    mutating func note(_ now: Instant) {
        let runs = Truth.Versions(base: appliance.base, product: appliance.product)
        if runs != truth.runs { truth.versions.append((now, runs)) }
    }

    func package(_ id: String) -> AppliancePackage? { appliance.shelf.packages.first { $0.id == id } }
}

extension Machine {
    /// What it would let be installed now.
    var installable: [AppliancePackage] {
        appliance.shelf.packages.filter { isNews($0) && Machine.refusal($0, on: truth.runs) == nil }
    }

    private func isNews(_ package: AppliancePackage) -> Bool {
        switch package.kind {
        case .base: Machine.isOlder(truth.runs.base, package.version)
        case .product: Machine.isOlder(truth.runs.product, package.version)
        case .licence: false
        }
    }

    /// Why a package can't be installed on these versions, by what its vendor says.
    static func refusal(_ package: AppliancePackage, on runs: Truth.Versions) -> String? {
        if let needed = package.needsBase, isOlder(runs.base, needed) { return "needs base \(needed)" }
        if let needed = package.needsProduct, isOlder(runs.product, needed) { return "needs \(needed) first" }
        return nil
    }

    /// Versions of the landscape are two numbers.
    static func isOlder(_ one: String, _ other: String) -> Bool {
        let numbers = { (text: String) in text.split(separator: ".").map { Int($0) ?? 0 } }
        return numbers(one).lexicographicallyPrecedes(numbers(other))
    }
}

extension Machine {
    /// Why a package can't be installed on these versions, by what the vendor has published of it.
    func published(_ package: AppliancePackage, on runs: Truth.Versions) -> String? {
        hidden.contains(package.id) ? nil : Machine.refusal(package, on: runs)
    }
}
