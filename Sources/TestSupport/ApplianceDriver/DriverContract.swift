public import Ports
public import RatchetCore
public import Testing

/// What every appliance driver does, as facts that each driver's tests run one by one.
public enum DriverContract {
    /// One fact and the proof of it.
    public struct Fact: Sendable, CustomTestStringConvertible {
        /// The fact in words.
        public let testDescription: String
        /// Proves it in a new house from this maker, or records what is wrong.
        public let check: @Sendable (Maker) async throws -> Void

        init(_ words: String, _ check: @escaping @Sendable (Maker) async throws -> Void) {
            testDescription = words
            self.check = check
        }
    }

    /// A driver and an appliance that it drives, which can take some packages.
    public struct House: Sendable {
        let driver: any ApplianceDriver
        let appliance: DrivenAppliance
        let packages: Packages
        let begun: @Sendable (PackageID) async throws -> Int

        /// - Parameter begun: how often the installation of a package was begun at the appliance, by its own account.
        public init(
            driver: any ApplianceDriver, appliance: DrivenAppliance, packages: Packages,
            begun: @escaping @Sendable (PackageID) async throws -> Int
        ) {
            (self.driver, self.appliance, self.packages, self.begun) = (driver, appliance, packages, begun)
        }
    }

    /// What a house's appliance has at hand.
    public struct Packages: Sendable {
        let next, blocked, silent: DrivenPackage

        /// - Parameters:
        ///   - next: a product package that can be installed and is.
        ///   - blocked: one that the appliance greys out.
        ///   - silent: a base package that can be installed, of which nobody hears again.
        public init(next: DrivenPackage, blocked: DrivenPackage, silent: DrivenPackage) {
            (self.next, self.blocked, self.silent) = (next, blocked, silent)
        }
    }

    /// How long installations take in a house.
    public enum Pace: Sendable {
        /// As short as can be.
        case quick
        /// Longer than any test.
        case endless
    }

    public typealias Maker = @Sendable (Pace) async throws -> House

    /// All facts.
    public static let facts = reading + changing + once
}

extension DriverContract.House {
    func perform(
        _ request: DriverCall.Request, key: String = "call-1", limit: Duration = .seconds(600),
        progress: @escaping @Sendable (DriverProgress) -> Void = { _ in }
    ) async -> DriverOutcome {
        await driver.perform(
            DriverCall(key: key, request: request, timeLimit: limit), on: appliance, progress: progress)
    }

    func inventory() async throws -> ApplianceInventory {
        let outcome = await perform(.inventory, key: "look")
        guard case .answered(.inventory(let inventory)) = outcome else { throw UnexpectedOutcome(outcome) }
        return inventory
    }
}

/// A driver's outcome that the rest of a fact can't go on with.
struct UnexpectedOutcome: Error, CustomStringConvertible {
    let description: String
    init(_ outcome: DriverOutcome) { description = "\(outcome)" }
}
