/// The time after a product hop in which clients follow, counted by the clock from the recorded moment of that hop (S1, S7): a restart,
/// another zone or a moved wall clock change nothing about it.
public struct Soak: Sendable, Equatable {
    public enum Origin: Sendable, Equatable {
        case hop(ProductHop)
        /// The last hop is unknown: the appliance is soaked from the moment Ratchet was told of it.
        case adoption
    }

    public let origin: Origin
    public let startedAt: Instant
    public let endsAt: Instant

    /// - Parameter length: what policy asks for.
    public init(of appliance: ApplianceFacts, length: Duration) {
        if let hop = appliance.lastProductHop {
            (origin, startedAt) = (.hop(hop), hop.at)
        } else {
            (origin, startedAt) = (.adoption, appliance.adoptedAt)
        }
        endsAt = startedAt + length
    }

    public func isOver(at now: Instant) -> Bool { now >= endsAt }

    /// Whether the first of the hops to come has to wait for it: a product hop, and the base hops right before one, so that both fall into one
    /// window (P5). After a base or licence hop nothing soaks (S2), for only product hops are counted from.
    public static func holds(_ hops: some Collection<PlannedHop>) -> Bool {
        hops.first { $0.packageClass != .base }?.packageClass == .product
    }
}
