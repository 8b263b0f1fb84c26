/// Our own id of a device; it stays when the device enrols again, so that its history does.
public struct DeviceID: Sendable, Hashable, CustomStringConvertible {
    public let text: String
    public init(_ text: String) { self.text = text }
    public var description: String { text }
}

/// One enrolment on one channel: the device's, or a user's on it.
///
/// The device channel's id is the `UDID` (or `EnrollmentID`); a user channel's is that, a colon, and the user's id
/// (reference 1.1). 1 to 255 octets.
public struct EnrolmentID: Sendable, Hashable, CustomStringConvertible {
    public let text: String

    /// The device channel.
    public init?(device: String) {
        guard EnrolmentID.isAcceptable(device) else { return nil }
        text = device
    }

    /// A user's channel on a device.
    public init?(device: String, user: String) {
        guard EnrolmentID.isAcceptable(device), EnrolmentID.isAcceptable(user) else { return nil }
        text = "\(device):\(user)"
    }

    /// For ids that we stored ourselves.
    public init(stored text: String) { self.text = text }

    public var description: String { text }

    /// 1 to 64 octets, printable ASCII, no slash, no colon, no space.
    static func isAcceptable(_ part: String) -> Bool {
        (1...64).contains(part.utf8.count)
            && part.utf8.allSatisfy {
                (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ":")
            }
    }
}
