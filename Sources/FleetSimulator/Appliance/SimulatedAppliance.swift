public import Foundation
public import SeededRandom

/// An appliance that is not there: what it runs, what it was told, and what becomes of it.
///
/// Time and chance are arguments: nothing happens but in a call, and the same calls at the same times end the same way. It works
/// on whether or not anybody listens, and knows nothing of the server.
public struct SimulatedAppliance: Codable, Sendable {
    public enum State: Codable, Equatable, Sendable {
        /// Answers.
        case running
        /// Restarts or has crashed; leaves by time to `running` or `broken`.
        case away(until: Date)
        /// Its base is damaged. It still answers what is read; anything that restarts it makes it `bricked`. Leaves by
        /// `mend` to `running`.
        case broken
        /// Never answers again.
        case bricked
    }

    public let name: String
    public let shelf: ApplianceShelf
    public internal(set) var base: String
    public internal(set) var product: String
    public internal(set) var licences: Set<String> = []
    public internal(set) var state = State.running
    public internal(set) var witness = ApplianceWitness()
    public var mood: ApplianceMood
    /// What it complains of.
    public var alarms: [String] = []
    public var freeBytes: Int64 = 40_000_000_000
    public var neededBytes: Int64 = 8_000_000_000
    public var sessions: Int
    public var users: Int
    public internal(set) var configurationChangedAt: Date

    /// Orders that have an end to come, or whose end was not fetched, by call.
    var works: [String: Work] = [:]
    /// What is being installed or restored, by its call.
    var workingOn: String?
    var backups: [String: Backup] = [:]
    var staged: Set<String> = []
    /// How many of the next inventories can't be read.
    var garbled = 0
    var random: SeededRandom

    struct Backup: Codable, Sendable { let base, product: String }

    /// - Parameter random: decides everything random.
    public init(
        name: String, shelf: ApplianceShelf, base: String, product: String, mood: ApplianceMood = ApplianceMood(),
        random: SeededRandom, at now: Date
    ) {
        (self.name, self.shelf, self.base, self.product, self.mood) = (name, shelf, base, product, mood)
        self.random = random
        configurationChangedAt = now - 86_400
        sessions = Int.random(in: 0...12, using: &self.random)
        users = Int.random(in: 0...20, using: &self.random)
    }

    /// Somebody changes its settings.
    public mutating func changeConfiguration(at now: Date) {
        advance(to: now)
        configurationChangedAt = now
    }

    /// Somebody installs a package by hand, beside the server; nothing asks whether it may be.
    public mutating func installByHand(_ package: String, at now: Date) {
        advance(to: now)
        if let package = shelf.package(package) { take(package) }
    }

    /// The vendor's support mends a broken base: the appliance runs what it ran before.
    public mutating func mend(at now: Date) {
        advance(to: now)
        guard state == .broken || state == .bricked else { return }
        (state, alarms, workingOn) = (.running, [], nil)
    }

    /// Whether the version of a package runs.
    func runs(_ package: AppliancePackage) -> Bool {
        switch package.kind {
        case .base: base == package.version
        case .product: product == package.version
        case .licence: licences.contains(package.id)
        }
    }

    mutating func take(_ package: AppliancePackage) {
        switch package.kind {
        case .base: base = package.version
        case .product: product = package.version
        case .licence: licences.insert(package.id)
        }
        freeBytes = max(0, freeBytes - 500_000_000)
    }
}

/// An order on its way.
struct Work: Codable, Sendable {
    let order: ApplianceOrder
    let began: Date
    /// When it is over; nothing where it never is.
    let ends: Date?
    let trouble: HopTrouble?
    /// When the new version runs, and from when on the appliance is away, where there is such a moment.
    let switches: Date?
    /// When it is back.
    let returns: Date?
    /// What is heard of it at its end; nothing before.
    var reply: ApplianceReply?
    var hasSwitched = false
}
