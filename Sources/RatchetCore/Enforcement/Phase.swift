/// Apple's seven phases of an enforced update (reference 5).
public enum Phase: Int, Sendable, Equatable, CaseIterable {
    /// Watch the lookup service and subscribe to the device's status.
    case discovery = 1
    /// Make the declaration and push.
    case declaration = 2
    /// The device takes the declaration, reads the catalog, downloads and prepares.
    case preparation = 3
    /// The device notifies its user. Inferred: no device reports it.
    case notification = 4
    /// The device installs; a Mac with Apple silicon fetches its bootstrap token.
    case installation = 5
    /// The device reports its new version.
    case confirmation = 6
    /// The declaration is taken away again.
    case removal = 7

    /// `discovery`, `declaration`, ...
    public var name: String { "\(self)" }
}
