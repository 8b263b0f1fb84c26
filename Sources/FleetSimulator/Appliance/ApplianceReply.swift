public import Foundation

/// What whoever gave an order hears of it.
public enum ApplianceReply: Codable, Equatable, Sendable {
    case inventory(ApplianceReport)
    case health(ApplianceCondition)
    case backup(reference: String, sha256: String, bytes: Int64)
    case certificate(reference: String, fingerprint: String)
    case staged(sha256: String)
    case installed
    case restored
    case supportBundle(reference: String)
    case error(String)
    /// Something that nobody can read.
    case garbled
    /// Nothing, ever.
    case silence
}

/// What a simulated appliance says that it runs.
public struct ApplianceReport: Codable, Equatable, Sendable {
    public let base: String
    public let product: String
    /// Licences.
    public let installed: [String]
    public let available: [Offer]
    /// The package that is being installed.
    public let installing: String?
    /// Of the base and product packages that run.
    public let digests: [String: String]

    public struct Offer: Codable, Equatable, Sendable {
        public let id: String
        /// Why it is greyed out; nil where it is not.
        public let refusal: String?
    }
}

/// How a simulated appliance is doing.
public struct ApplianceCondition: Codable, Equatable, Sendable {
    public let alarms: [String]
    public let freeBytes: Int64
    public let neededBytes: Int64
    public let sessions: Int
    public let users: Int
    public let configurationChangedAt: Date
}

/// How far an order is.
public enum ApplianceOrderState: Equatable, Sendable {
    /// - Parameters:
    ///   - fraction: 0 to 1.
    ///   - until: when it is worth looking again; nothing where nothing changes any more by itself.
    case atWork(fraction: Double, message: String, until: Date?)
    case ended(ApplianceReply)
}
