public import RatchetCore

/// Who can do the next thing about an update (reference 5). A person at the server is none of them: a plan is made before.
public enum Actor: String, Sendable, Equatable, CaseIterable {
    /// Ratchet.
    case service
    case device
    case user
    /// Apple's list of releases.
    case lookupService = "lookup service"
    /// Where the device gets the update from: Apple's catalog, or a content cache.
    case updateCatalog = "update catalog"
}

extension Phase {
    /// Who acts in it, the first one first.
    public var actors: [Actor] {
        switch self {
        case .discovery: [.service, .lookupService, .device]
        case .declaration: [.service]
        case .preparation: [.device, .updateCatalog]
        case .notification: [.device, .user]
        case .installation: [.device, .user, .service]
        case .confirmation: [.device]
        case .removal: [.service, .device]
        }
    }

    /// What happens in it.
    public var meaning: String {
        switch self {
        case .discovery:
            "The list of releases is read. The device has enrolled, said what it can do and subscribed to its status."
        case .declaration:
            "Target and deadline are chosen, the declaration is put into the device's manifest, and the device is woken."
        case .preparation: "The device takes the declaration, reads Apple's catalog, downloads and prepares."
        case .notification:
            "The update is ready and its user is told. Inferred from `prepared`: no device reports this phase."
        case .installation:
            "The device restarts and installs, at its user's word or at the deadline. A Mac with Apple silicon fetches "
                + "its bootstrap token."
        case .confirmation: "The device reports which version it runs. Nothing else counts as done."
        case .removal: "The declaration leaves the manifest, and the device fetches its manifest without it."
        }
    }
}

extension EnforcementState {
    /// Who does the next thing; nil where nobody does by himself: it has ended, or a person has to act.
    public var actor: Actor? {
        switch self {
        case .planned: .service
        case .offered, .unreachable, .delivered, .accepted, .waiting, .downloading, .installing, .installingSilent,
            .failing, .blocked, .satisfied, .done, .withdrawn:
            .device
        case .prepared, .pastDue: .user
        case .rejected, .closed: nil
        }
    }
}
