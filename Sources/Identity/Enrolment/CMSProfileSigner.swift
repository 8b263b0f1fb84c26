import CMS
public import Foundation
public import Ports

/// Signs profiles with a certificate that devices know, such as the server's own.
public struct CMSProfileSigner: ProfileSigner {
    private let identity: PEMIdentity
    private let clock: any WallClock

    public init(_ identity: PEMIdentity, clock: any WallClock) { (self.identity, self.clock) = (identity, clock) }

    public func sign(_ profile: Data) throws -> Data {
        try SignedMessage.sign(profile, as: identity.identity, chain: identity.chain, at: clock.now().date)
    }
}
