/// `SecurityInfo`, as far as it matters for updates (reference 1.4). Nil: not reported or unreadable.
public struct SecurityInfoResponse: Sendable, Hashable {
    /// `BootstrapTokenAllowedForAuthentication`.
    public enum TokenUse: Sendable, Hashable {
        case allowed
        case disallowed
        case notSupported
        case unknown(String)

        /// Reads the spelling on the wire; anything not listed is kept as it came.
        public init(_ text: String) {
            switch text {
            case "allowed": self = .allowed
            case "disallowed": self = .disallowed
            case "not supported": self = .notSupported
            default: self = .unknown(text)
            }
        }

        /// The spelling on the wire.
        public var text: String {
            switch self {
            case .allowed: "allowed"
            case .disallowed: "disallowed"
            case .notSupported: "not supported"
            case .unknown(let text): text
            }
        }
    }

    /// How the device came under management; all nil when the device does not say.
    public struct ManagementStatus: Sendable, Hashable {
        /// Automated Device Enrolment.
        public var enrolledViaDEP: Bool?
        /// A person approved the profile, or need not.
        public var userApprovedEnrollment: Bool?
        /// The kind of enrolment that hides the device from the server.
        public var isUserEnrollment: Bool?

        /// Nothing known; set the fields by their properties.
        public init() {}
    }

    /// Whether the device takes its bootstrap token instead of a person's password.
    public var bootstrapTokenAllowedForAuthentication: TokenUse?
    /// Whether an update needs the bootstrap token (Apple silicon).
    public var bootstrapTokenRequiredForSoftwareUpdate: Bool?
    /// Whether a passcode is set.
    public var passcodePresent: Bool?
    /// Whether FileVault is on.
    public var fdeEnabled: Bool?
    /// How the device came under management.
    public var managementStatus: ManagementStatus?

    /// Nothing known; set the fields by their properties.
    public init() {}
}

extension SecurityInfoResponse {
    init(_ answers: LenientReader, _ report: inout LenientReader) {
        var answers = answers
        bootstrapTokenAllowedForAuthentication =
            answers.text("BootstrapTokenAllowedForAuthentication").map(TokenUse.init)
        bootstrapTokenRequiredForSoftwareUpdate = answers.truth("BootstrapTokenRequiredForSoftwareUpdate")
        passcodePresent = answers.truth("PasscodePresent")
        fdeEnabled = answers.truth("FDE_Enabled")
        managementStatus = answers.dictionary("ManagementStatus").map { ManagementStatus($0, &answers) }
        report.absorb(answers)
    }

    var plistNode: PlistNode {
        var fields: [String: PlistNode] = [:]
        fields.add("BootstrapTokenAllowedForAuthentication", bootstrapTokenAllowedForAuthentication?.text)
        fields.add("BootstrapTokenRequiredForSoftwareUpdate", bootstrapTokenRequiredForSoftwareUpdate)
        fields.add("PasscodePresent", passcodePresent)
        fields.add("FDE_Enabled", fdeEnabled)
        if let managementStatus { fields["ManagementStatus"] = managementStatus.plistNode }
        return .dictionary(fields)
    }
}

extension SecurityInfoResponse.ManagementStatus {
    init(_ answers: LenientReader, _ outer: inout LenientReader) {
        var answers = answers
        enrolledViaDEP = answers.truth("EnrolledViaDEP")
        userApprovedEnrollment = answers.truth("UserApprovedEnrollment")
        isUserEnrollment = answers.truth("IsUserEnrollment")
        outer.absorb(answers)
    }

    var plistNode: PlistNode {
        var fields: [String: PlistNode] = [:]
        fields.add("EnrolledViaDEP", enrolledViaDEP)
        fields.add("UserApprovedEnrollment", userApprovedEnrollment)
        fields.add("IsUserEnrollment", isUserEnrollment)
        return .dictionary(fields)
    }
}
