import RatchetCore

/// Who has paused everything, and why.
public struct StandstillOrderResource: Codable, Sendable, Equatable {
    public var reason: String
    public var by: String
    public var at: String
}

/// Whether everything is paused: nothing new starts anywhere.
public struct StandstillResource: Codable, Sendable, Equatable {
    /// Null while nothing is.
    @OrNull public var standstill: StandstillOrderResource? = nil
}

extension StandstillOrderResource {
    init(_ order: Standstill) { (reason, by, at) = (order.reason, order.by, order.at.description) }
}
