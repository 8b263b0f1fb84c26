/// What can go wrong with a fleet as a whole; equal by code.
public struct FleetError: Error, Equatable, CustomStringConvertible, Sendable {
    public enum Code: String, Sendable {
        case cannotListen = "cannot-listen"
        case stateUnreadable = "state-unreadable"
        case stateNotWritable = "state-not-writable"
        case stateVersionUnknown = "state-version-unknown"
        case badConfiguration = "bad-configuration"
        case badRelease = "bad-release"
        case badRequest = "bad-request"
    }

    public let code: Code
    public let reason: String
    public let underlying: (any Error)?

    init(_ code: Code, _ reason: String, underlying: (any Error)? = nil) {
        self.code = code
        self.reason = reason
        self.underlying = underlying
    }

    public static func == (left: FleetError, right: FleetError) -> Bool { left.code == right.code }

    public var description: String {
        guard let underlying else { return "\(code.rawValue): \(reason)" }
        return "\(code.rawValue): \(reason) (\(underlying))"
    }
}
