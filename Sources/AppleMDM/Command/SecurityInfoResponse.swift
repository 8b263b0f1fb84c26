/// `SecurityInfo`, as far as it matters for updates (reference 1.4). Nil: not reported or unreadable.
public struct SecurityInfoResponse: Sendable, Hashable {
    /// `BootstrapTokenAllowedForAuthentication`.
    public enum TokenUse: Sendable, Hashable {
        case allowed
        case disallowed
        case notSupported
        case unknown(String)

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
        public var enrolledViaDEP: Bool?
        public var userApprovedEnrollment: Bool?
        public var isUserEnrollment: Bool?

        public init() {}
    }

    public var bootstrapTokenAllowedForAuthentication: TokenUse?
    /// Whether an update needs the bootstrap token (Apple silicon).
    public var bootstrapTokenRequiredForSoftwareUpdate: Bool?
    public var passcodePresent: Bool?
    public var fdeEnabled: Bool?
    public var managementStatus: ManagementStatus?

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
