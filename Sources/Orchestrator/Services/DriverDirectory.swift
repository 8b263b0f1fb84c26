public import Ports

/// The drivers that the configuration names.
public struct DriverDirectory: Sendable {
    private let drivers: [String: any ApplianceDriver]

    public init(_ drivers: [String: any ApplianceDriver]) { self.drivers = drivers }

    subscript(name: String) -> (any ApplianceDriver)? { drivers[name] }

    /// The names, in order.
    public var names: [String] { drivers.keys.sorted() }
}
