/// Where one enforcement stands. The comments name the events that leave each state and where they lead; the drawing is
/// `docs/images/enforcement.svg`, the source section 5 of the reference.
///
/// From every state but `closed`: the wanted version reported leads to `done`, a plan that ends or no longer wants it
/// to `withdrawn`.
public enum EnforcementState: String, Sendable, Equatable, CaseIterable {
    /// A target and a deadline exist. `offered()` leads to `offered`.
    case planned
    /// The declaration stands in the manifest. `fetched(serverToken:)` leads to `delivered`, any later evidence further.
    case offered
    /// The device has fetched the declaration. `declared(_:)` leads to `accepted`, `rejected` or `satisfied`.
    case delivered
    /// The device holds it active and valid. `installState(_:)` leads to `waiting` ... `installing`.
    case accepted
    /// Conditions for the download are awaited. `installState(_:)`.
    case waiting
    /// `installState(_:)`, `failure(_:)`.
    case downloading
    /// Ready; the device notifies its user. `bootstrapTokenFetched()` and `installState(_:)` lead to `installing`.
    case prepared
    /// Silence is expected. The wanted version leads to `done`; `installState(_:)`, `failure(_:)`.
    case installing
    /// The device reported a failure and tries again by itself. `installState(_:)` leads back into the path.
    case failing
    /// The device refused the declaration. A valid report of it leads to `accepted`.
    case rejected
    /// The device says that it runs the target or something newer; its version is being asked for.
    case satisfied
    /// It runs the target; the declaration is being taken away. `synced()` leads to `closed`.
    case done
    /// The plan has ended or changed; the declaration is being taken away. `synced()` leads to `closed`.
    case withdrawn
    /// The device has synced a manifest without the declaration. Nothing leaves this state.
    case closed

    /// The phase to which this state belongs.
    public var phase: Phase {
        switch self {
        case .planned, .offered: .declaration
        case .delivered, .accepted, .waiting, .downloading, .rejected: .preparation
        case .prepared: .notification
        case .installing, .failing: .installation
        case .done, .satisfied: .confirmation
        case .withdrawn, .closed: .removal
        }
    }

    /// True while the declaration belongs in the device's manifest.
    public var isDeclared: Bool {
        switch self {
        case .planned, .done, .withdrawn, .closed: false
        default: true
        }
    }

    /// True while this is the device's live target.
    public var isLive: Bool { self == .planned || isDeclared }
}

/// How an enforcement ended.
public enum EnforcementOutcome: String, Sendable, Equatable, CaseIterable {
    /// The device reported the target's version.
    case done
    /// A person cancelled the plan, or the device left it.
    case cancelled
    /// The device can't be told to update any more: a gate has shut.
    case ineligible
    /// The target has left the feed, and nothing took its place.
    case unavailable
    /// Another target took its place.
    case superseded
    /// The enrolment ended (Authenticate, CheckOut).
    case unmanaged
}
