/// Which enrolment a message belongs to: the device, and on a user channel the user too (reference 1.1).
public struct EnrolmentIdentity: Sendable, Hashable {
    /// The device, by the key that its kind of enrolment sends.
    public enum Device: Sendable, Hashable {
        /// `UDID`: device enrolment.
        case udid(String)
        /// `EnrollmentID`: user enrolment, which hides the UDID.
        case enrollmentID(String)
    }

    /// The user, by the key that the kind of enrolment sends.
    public enum User: Sendable, Hashable {
        /// `UserID`: macOS and Shared iPad.
        case userID(String)
        /// `EnrollmentUserID`: user enrolment.
        case enrollmentUserID(String)
    }

    /// Where a message came from and where its answer is queued. Each channel has tokens and declarations of its own.
    public enum Channel: Sendable, Hashable {
        case device
        /// With what tells the device's users apart: the user's identifier, or the short name on a Shared iPad.
        case user(String)
    }

    /// The `UserID` of every user of a Shared iPad; there the account is in `UserShortName`.
    public static let sharedIPadUserID = "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF"

    /// The device that is enrolled.
    public var device: Device
    /// Nil on the device channel.
    public var user: User?
    /// The account's short name; on a Shared iPad the Managed Apple Account.
    public var userShortName: String?
    /// The account's full name.
    public var userLongName: String?

    /// An identity; without a user it is the device channel's.
    public init(device: Device, user: User? = nil, userShortName: String? = nil, userLongName: String? = nil) {
        self.device = device
        self.user = user
        self.userShortName = userShortName
        self.userLongName = userLongName
    }

    /// The identifier of the device alone, whichever key it came under.
    public var deviceIdentifier: String {
        switch device {
        case .udid(let identifier), .enrollmentID(let identifier): identifier
        }
    }

    /// Whether the message came for a user of a Shared iPad.
    public var isSharedIPad: Bool { user == .userID(Self.sharedIPadUserID) }

    /// The channel that the identity stands for.
    public var channel: Channel {
        switch user {
        case nil: .device
        case .userID(Self.sharedIPadUserID): .user(userShortName ?? "")
        case .userID(let identifier), .enrollmentUserID(let identifier): .user(identifier)
        }
    }

    /// Whether the message came for a user and not for the device.
    public var isUserChannel: Bool { user != nil }
}

extension EnrolmentIdentity {
    /// Reads the keys that every message of a device carries. An empty value counts as absent; `UDID` goes before
    /// `EnrollmentID`, and `UserID` before `EnrollmentUserID`, should a message ever hold both.
    init(_ reader: PlistReader) throws(MDMCodecError) {
        self.init(
            device: try Self.device(reader), user: try Self.user(reader),
            userShortName: try reader.optionalText("UserShortName"),
            userLongName: try reader.optionalText("UserLongName"))
        if isSharedIPad, userShortName ?? "" == "" { throw .missing("UserShortName") }
    }

    private static func device(_ reader: PlistReader) throws(MDMCodecError) -> Device {
        if let udid = try reader.optionalText("UDID"), !udid.isEmpty { return .udid(udid) }
        if let identifier = try reader.optionalText("EnrollmentID"), !identifier.isEmpty {
            return .enrollmentID(identifier)
        }
        throw .missing("UDID")
    }

    private static func user(_ reader: PlistReader) throws(MDMCodecError) -> User? {
        if let identifier = try reader.optionalText("UserID"), !identifier.isEmpty { return .userID(identifier) }
        if let identifier = try reader.optionalText("EnrollmentUserID"), !identifier.isEmpty {
            return .enrollmentUserID(identifier)
        }
        return nil
    }

    var plistFields: [String: PlistNode] {
        var fields: [String: PlistNode] = [:]
        switch device {
        case .udid(let identifier): fields["UDID"] = .string(identifier)
        case .enrollmentID(let identifier): fields["EnrollmentID"] = .string(identifier)
        }
        switch user {
        case .userID(let identifier): fields["UserID"] = .string(identifier)
        case .enrollmentUserID(let identifier): fields["EnrollmentUserID"] = .string(identifier)
        case nil: break
        }
        fields.add("UserShortName", userShortName)
        fields.add("UserLongName", userLongName)
        return fields
    }

    /// The fields of a check-in message to which the message adds its own.
    func checkInFields(_ type: CheckInMessage.MessageType) -> [String: PlistNode] {
        var fields = plistFields
        fields["MessageType"] = .string(type.rawValue)
        return fields
    }
}
