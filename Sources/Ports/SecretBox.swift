public import Foundation

/// Seals what devices trust the service with, with a key outside the database.
public protocol SecretBox: Sendable {
    /// - Parameter context: binds the sealed bytes to their place; opening needs the same.
    func seal(_ secret: Data, context: String) throws -> Data
    /// - Throws: `SecretBoxError` when the bytes were not sealed with this key for this context.
    func open(_ sealed: Data, context: String) throws -> Data
}

/// A secret that can't be opened.
public struct SecretBoxError: Error, Sendable, Equatable, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }
}
