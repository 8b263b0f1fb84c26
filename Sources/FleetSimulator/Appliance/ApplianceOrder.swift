/// What a simulated appliance can be told to do.
public enum ApplianceOrder: Codable, Equatable, Sendable {
    case inventory
    case health
    case backup
    case exportCertificate
    case stage(package: String)
    case install(package: String)
    case restore(backup: String)
    case supportBundle

    /// Changes nothing.
    public var isReading: Bool {
        switch self {
        case .inventory, .health, .supportBundle: true
        case .backup, .exportCertificate, .stage, .install, .restore: false
        }
    }

    /// What it takes on a real appliance, in seconds, packages apart.
    var seconds: Double {
        switch self {
        case .inventory, .health: 0
        case .exportCertificate: 5
        case .supportBundle: 60
        case .backup: 120
        case .stage: 180
        case .restore: 1800
        case .install: 0
        }
    }
}
