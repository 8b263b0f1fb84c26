/// Why a message of a device was not taken. The endpoint's one table maps codes to answers; the details are for the list
/// of refusals and never go to the device.
public struct DeviceProblem: Error, Sendable, Equatable {
    public enum Code: String, Sendable, Equatable, CaseIterable {
        /// No such enrolment, or one that has ended. Never answered with 401 or 404: those would unenrol or delete.
        case unknownEnrolment = "unknown-enrolment"
        case malformed
        case tooLarge = "too-large"
        /// A message type or endpoint that this service does not take.
        case notTaken = "not-taken"
        /// The declaration is not in the manifest that was advertised: the one case in which 404 is right.
        case notInManifest = "not-in-manifest"
        /// The service does not manage users for this login: the one answer of `UserAuthenticate` (410).
        case userNotManaged = "user-not-managed"
        case proofUnreadable = "proof-unreadable"
        case proofRefused = "proof-refused"
        /// No certificate for this request; the answer is a message of SCEP.
        case certificateRefused = "certificate-refused"
        /// An enrolment address that is unknown, used or expired.
        case linkRefused = "link-refused"
        case unknownPath = "unknown-path"
    }

    public let code: Code
    /// Whom or what it is about; bounded.
    public let subject: String
    public let detail: String

    public init(_ code: Code, subject: String, detail: String) {
        self.code = code
        self.subject = String(subject.prefix(128))
        self.detail = String(detail.prefix(512))
    }

    public static func == (one: DeviceProblem, other: DeviceProblem) -> Bool { one.code == other.code }
}
