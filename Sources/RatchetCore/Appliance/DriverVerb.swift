/// What a driver can be asked to do with an appliance. The pair's and the clients' verbs join them later.
public enum DriverVerb: String, Sendable, Hashable, CaseIterable {
    case inventory
    case health
    case backup
    case exportCertificate = "export-certificate"
    case stage
    case install
    case restore
    case supportBundle = "support-bundle"

    /// Done once and never repeated, not even after a crash or a lost answer (design rule 2).
    public var isOneShot: Bool { self == .install || self == .restore }

    /// Changes nothing at the appliance: all that a frozen one may be asked (D1).
    public var isReading: Bool {
        switch self {
        case .inventory, .health, .supportBundle: true
        case .backup, .exportCertificate, .stage, .install, .restore: false
        }
    }
}
