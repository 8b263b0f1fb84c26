public import Foundation

/// What a simulated appliance has seen be done to it, for whoever judges the server.
public struct ApplianceWitness: Codable, Equatable, Sendable {
    /// One installation that was begun.
    public struct Install: Codable, Equatable, Sendable {
        public let package: String
        /// The key of the call that ordered it.
        public let call: String
        public let at: Date
        /// What befell it.
        public let trouble: HopTrouble?
        /// Whether the package's version was running already.
        public let wasInstalled: Bool
        /// Whether the appliance would rather not have taken it.
        public let refusal: String?
    }

    /// Something that was ordered when it should not have been.
    public struct Misdeed: Codable, Equatable, Sendable {
        public enum Kind: String, Codable, Sendable {
            /// Anything but reading, while the base is broken (D1).
            case drivenWhileBroken = "driven-while-broken"
            /// An installation or a restore while another one was at work.
            case twoAtOnce = "two-at-once"
            /// The same call once more.
            case callRepeated = "call-repeated"
            /// A package whose version was running already.
            case installedAgain = "installed-again"
            /// A package that the appliance greys out (P3).
            case blockedInstalled = "blocked-installed"
        }

        public let kind: Kind
        public let order: ApplianceOrder
        public let call: String
        public let at: Date
    }

    public internal(set) var installs: [Install] = []
    public internal(set) var misdeeds: [Misdeed] = []
    /// People who were disconnected by installations.
    public internal(set) var disconnected = 0

    /// How often each package's installation was begun.
    public var installCounts: [String: Int] { installs.reduce(into: [:]) { $0[$1.package, default: 0] += 1 } }

    public init() {}
}
