/// The body of a 403 that unenrols a device (reference 1.3; iOS 17, macOS 14).
///
/// Only for a deliberate unenrolment by a person: the device removes its management when it reads this.
public struct UnrecognizedDeviceResponse: Sendable, Hashable {
    /// The only code that unenrols.
    public static let unrecognizedDevice = "com.apple.unrecognized.device"

    /// `unrecognizedDevice`, unless another server wrote it.
    public var code: String
    /// For the device's log.
    public var description: String?
    /// For the user.
    public var message: String?

    /// The answer that unenrols.
    public init(description: String? = nil, message: String? = nil) {
        self.code = Self.unrecognizedDevice
        self.description = description
        self.message = message
    }
}

extension UnrecognizedDeviceResponse: PlistMessage {
    public init(plistFields: [String: PlistNode]) throws(MDMCodecError) {
        let reader = PlistReader(plistFields)
        self.init(
            description: try reader.optionalText("description"), message: try reader.optionalText("message"))
        code = try reader.text("code")
    }

    public var plistFields: [String: PlistNode] {
        var fields: [String: PlistNode] = ["code": .string(code)]
        fields.add("description", description)
        fields.add("message", message)
        return fields
    }
}
