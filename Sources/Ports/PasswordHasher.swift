/// Turns passwords into what may be stored, and compares them with it.
///
/// Both take a lot of time and memory on purpose, happen outside of every event loop, and only so many of them wait at once.
public protocol PasswordHasher: Sendable {
    /// What to store of a password: the method with its parameters, a salt of its own, and the hash.
    /// - Throws: `PasswordHasherBusy` when too many wait already.
    func hash(_ password: String) async throws -> String
    /// Whether the stored text was made of this password. It takes the same time where nothing is stored, and is false then.
    /// - Throws: `PasswordHasherBusy` when too many wait already.
    func verify(_ password: String, _ stored: String?) async throws -> Bool
    /// Whether new ones are made with other parameters than this one was.
    func isOutdated(_ stored: String) -> Bool
}

/// Too many passwords wait to be compared; later is right.
public struct PasswordHasherBusy: Error, Sendable, Equatable {
    public init() {}
}
