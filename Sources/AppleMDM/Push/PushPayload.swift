public import Foundation

/// The body of a push that makes a device connect (reference 1.5): exactly `{"mdm":"<PushMagic>"}`.
public struct PushPayload: Sendable, Hashable {
    /// The word from the device's `TokenUpdate`.
    public var pushMagic: String

    /// - Parameter pushMagic: as the device sent it.
    public init(pushMagic: String) {
        self.pushMagic = pushMagic
    }

    /// Reads the body, for a push service that stands in for Apple's. Nil when it is anything else.
    public init?(json: Data) {
        guard let body = try? JSONDecoder().decode([String: String].self, from: json), body.count == 1,
            let pushMagic = body["mdm"]
        else { return nil }
        self.init(pushMagic: pushMagic)
    }

    /// The body, byte for byte as Apple wants it.
    public func json() -> Data {
        Data("{\"mdm\":\"\(escapedMagic)\"}".utf8)
    }

    private var escapedMagic: String {
        var text = ""
        for scalar in pushMagic.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
