import AppleMDM
import RatchetCore

extension EnrolmentID {
    /// The channel that a message came on.
    ///
    /// - Throws: `DeviceProblem.malformed` for identifiers that could not be ids.
    init(_ identity: EnrolmentIdentity) throws(DeviceProblem) {
        let id: EnrolmentID? =
            switch identity.channel {
            case .device: EnrolmentID(device: identity.deviceIdentifier)
            case .user(let user): EnrolmentID(device: identity.deviceIdentifier, user: user)
            }
        guard let id else {
            throw DeviceProblem(.malformed, subject: "identity", detail: "an identifier that can't be one")
        }
        self = id
    }

    /// The device channel of the device that a message came from.
    static func deviceChannel(_ identity: EnrolmentIdentity) throws(DeviceProblem) -> EnrolmentID {
        try EnrolmentID(EnrolmentIdentity(device: identity.device))
    }
}
