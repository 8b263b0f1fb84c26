/// Where one enforcement stands. The comments name the events that leave each state and where they lead; the drawing is
/// `docs/images/enforcement.svg`, the source section 5 of the reference.
///
/// From every state but `done`, `withdrawn` and `closed`: the wanted version reported leads to `done`, a plan that ends or
/// no longer wants it to `withdrawn`; from `planned` both lead straight to `closed`, for the device has nothing that would
/// have to be taken away.
public enum EnforcementState: String, Sendable, Equatable, CaseIterable {
    /// A target and a deadline exist. `offered(_:)` leads to `offered`.
    case planned
    /// The declaration stands in the manifest. `fetched(serverToken:current:_:)` leads to `delivered`, later evidence
    /// further, `timePassed(now:lastContact:_:)` to `unreachable`.
    case offered
    /// Nothing has been heard since the offer for too long. `contacted(_:)` leads back to `offered`.
    case unreachable
    /// The device has fetched the declaration. `declared(_:_:)` leads to `accepted`, `rejected` or `satisfied`.
    case delivered
    /// The device holds it active and valid. `installState(_:isHeld:_:)` leads to `waiting` ... `installing`.
    case accepted
    /// Conditions for the download are awaited. `installState(_:isHeld:_:)`.
    case waiting
    /// `installState(_:isHeld:_:)`, `failed(_:_:)`.
    case downloading
    /// Ready; the device notifies its user. `bootstrapTokenFetched(_:)` and `installState(_:isHeld:_:)` lead to
    /// `installing`, `timePassed(now:lastContact:_:)` to `pastDue`.
    case prepared
    /// Still ready though the deadline and its grace have passed everywhere. Leaves as `prepared` does; it can last.
    case pastDue = "past-due"
    /// Silence is expected. The wanted version leads to `done`, `timePassed(now:lastContact:_:)` to `installingSilent`.
    case installing
    /// Installing, and silent for longer than an installation takes; its version is being asked for. Leaves as `installing`
    /// does.
    case installingSilent = "installing-silent"
    /// The device reported a failure and tries again by itself. `installState(_:isHeld:_:)` leads back into the path,
    /// another `failed(_:_:)` or `timePassed(now:lastContact:_:)` to `blocked`.
    case failing
    /// It has failed too often or for too long. It goes on trying, and leaves as `failing` does; somebody should act.
    case blocked
    /// The device refused the declaration. A valid report of it leads to `accepted`.
    case rejected
    /// The device says that it runs the target or something newer; its version is being asked for. The version leads to
    /// `done`, or to `rejected` when it is not so.
    case satisfied
    /// It runs the target; the declaration is being taken away. `synced(_:)` leads to `closed`.
    case done
    /// The plan has ended or changed; the declaration is being taken away. `synced(_:)` leads to `closed`.
    case withdrawn
    /// The device has synced a manifest without the declaration. Nothing leaves this state.
    case closed

    /// The phase to which this state belongs.
    public var phase: Phase {
        switch self {
        case .planned, .offered, .unreachable: .declaration
        case .delivered, .accepted, .waiting, .downloading, .rejected: .preparation
        case .prepared: .notification
        case .pastDue, .installing, .installingSilent, .failing, .blocked: .installation
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

    /// True while the device may be installing: it can't be recalled.
    public var isInstalling: Bool { self == .installing || self == .installingSilent }

    /// True before the device is known to have the declaration.
    var isUndelivered: Bool { self == .offered || self == .unreachable }

    /// True where hearing of the device, whatever it says, changes something.
    public var isMovedByContact: Bool { self == .unreachable }

    /// True where a fetch of the manifest or of the declaration changes something.
    public var isMovedByFetch: Bool { isUndelivered || !isDeclared }
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
