public import Foundation

/// Seals what devices trust the service with, with a key outside the database.
public protocol SecretBox: Sendable {
    /// - Parameter context: binds the sealed bytes to their place; opening needs the same.
    func seal(_ secret: Data, context: String) throws -> Data
    /// - Throws: `SecretBoxError` when the bytes were not sealed with this key for this context.
    func open(_ sealed: Data, context: String) throws -> Data
    /// Whether the bytes were sealed with the newest key.
    func isCurrent(_ sealed: Data) -> Bool
    /// Makes a new key, with which everything is sealed from now on. What was sealed before still opens.
    func addKey() throws
    /// Forgets every key but the newest: what was sealed with another never opens again.
    func dropOldKeys() throws
}

extension SecretBox {
    public func isCurrent(_ sealed: Data) -> Bool { true }
    public func addKey() throws { throw SecretBoxError("this box has one key for good") }
    public func dropOldKeys() throws { throw SecretBoxError("this box has one key for good") }
}

/// A secret that can't be opened.
public struct SecretBoxError: Error, Sendable, Equatable, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }
}
