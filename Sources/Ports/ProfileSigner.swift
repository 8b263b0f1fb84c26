public import Foundation

/// Signs configuration profiles, so that a device shows whom they come from.
public protocol ProfileSigner: Sendable {
    /// The signed message that holds the profile.
    func sign(_ profile: Data) throws -> Data
}
