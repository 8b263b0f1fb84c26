public import Foundation
import Synchronization

/// How the devices of a fleet enrol with proof; a fleet without it is believed without.
public struct FleetEnrolment: Sendable {
    /// With what one device may enrol, once.
    public enum Invitation: Equatable, Sendable {
        /// The profile itself, signed or not.
        case profile(Data)
        /// A one-time link, of the page for people or of the profile.
        case link(String)
    }

    /// Asks for an invitation for a device of this name; nil where there is none for it.
    public let invite: @Sendable (_ device: String) async throws -> Invitation?
    /// PEM of the authorities that may vouch for the server; nil for those of the state file, else the system's.
    public var roots: Data?
    /// So many devices, the first ones, show their certificate in the TLS handshake even where they sign their messages. Each of
    /// them keeps connections of its own, so that only some of a fleet should.
    public var mutualTLSDevices: Int

    public init(
        roots: Data? = nil, mutualTLSDevices: Int = 0,
        invite: @escaping @Sendable (_ device: String) async throws -> Invitation?
    ) {
        (self.roots, self.mutualTLSDevices, self.invite) = (roots, mutualTLSDevices, invite)
    }

    /// Deals out what there is, to whoever asks first.
    public init(_ invitations: [Invitation], roots: Data? = nil, mutualTLSDevices: Int = 0) {
        let hand = InvitationHand(invitations)
        self.init(roots: roots, mutualTLSDevices: mutualTLSDevices) { _ in hand.next() }
    }
}

/// Invitations, each dealt once.
private final class InvitationHand: Sendable {
    private let left: Mutex<ArraySlice<FleetEnrolment.Invitation>>

    init(_ invitations: [FleetEnrolment.Invitation]) { left = Mutex(invitations[...]) }

    func next() -> FleetEnrolment.Invitation? { left.withLock { $0.popFirst() } }
}
