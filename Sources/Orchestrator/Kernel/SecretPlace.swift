import RatchetCore
import Storage

/// What binds a sealed secret to its place, so that it opens nowhere else.
public enum SecretPlace {
    /// The private key of the device authority.
    public static let authority = "device-authority"

    static func of(_ kind: SecretKind, _ device: DeviceID) -> String { "\(kind.rawValue) \(device.text)" }
}
