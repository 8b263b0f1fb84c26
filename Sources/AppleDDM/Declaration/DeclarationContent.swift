/// The payload of one type of declaration, as a value of its own.
public protocol DeclarationContent: Sendable, Hashable {
    /// Such as `com.apple.activation.simple`.
    static var type: String { get }

    /// The payload as it goes on the wire.
    var payload: JSONValue { get }

    /// Reads a payload. Keys unknown here are passed over; whether they are a fault is for the device to say.
    init(payload: JSONValue) throws(DDMCodecError)
}
