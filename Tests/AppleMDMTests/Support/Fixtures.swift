import AppleMDM
import Foundation

/// A property list around the content, as devices write it.
func xml(_ content: String) -> Data {
    Data(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
        <plist version="1.0">
        \(content)
        </plist>
        """.utf8)
}

/// A check-in message of the device `U-1`.
func checkIn(_ type: String, _ fields: String = "") -> Data {
    xml("<dict><key>MessageType</key><string>\(type)</string><key>UDID</key><string>U-1</string>\(fields)</dict>")
}

/// The code of the error that reading a check-in message throws; nil when it can be read.
func refusal(_ plist: Data, limits: PlistLimits = .message) -> MDMCodecError.Code? {
    do {
        _ = try CheckInMessage(plist: plist, limits: limits)
        return nil
    } catch {
        return error.code
    }
}

extension EnrolmentIdentity {
    static let sample = EnrolmentIdentity(device: .udid("U-1"))
}
