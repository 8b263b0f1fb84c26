/// Where an upgrade stands. The comments name what leaves each state and where it leads.
public enum UpgradeState: String, Sendable, Equatable, CaseIterable {
    /// The path is known. `start` leads to `waiting`.
    case planned
    /// The gates of the next hop are judged anew at every event and every due time (G1 to G7, S1, P3, P6). `beginHop` leads to
    /// `installing`, `signOff` of an installation by hand to `verifying`.
    case waiting
    /// The intent to install was committed and the driver was called, once. `installed` and the new version lead to `verifying`, a failure
    /// or silence to `frozen` (D1) or `stopped` (D2).
    case installing
    /// Nobody knows whether it was installed: the answer was lost, or the server died meanwhile. The appliance's own word decides (D4);
    /// nothing is installed again. Leaves as `installing` does.
    case unanswered
    /// The installer claims success; version and health decide (D3). Both good lead to `waiting` or `done`, a time limit to `frozen` or
    /// `stopped`.
    case verifying
    /// A product or licence hop failed: a person decides (D2). `resume` leads to `waiting` over a path computed anew, `restore` to
    /// `restoring`, `cancel` to `cancelled`.
    case stopped
    /// The backup is being put back, once. Whatever came of it leads to `stopped`.
    case restoring
    /// A base hop failed: nothing but reading, until a person unfreezes (D1). `unfreeze` leads to `stopped`.
    case frozen
    /// The target is reached and verified. Nothing leaves this state.
    case done
    /// A person gave it up. Nothing leaves this state.
    case cancelled

    /// Whether it is the appliance's live upgrade.
    public var isOpen: Bool { self != .done && self != .cancelled }

    /// Whether a hop is under way: it is never interrupted, and the appliance's next answer decides.
    public var isHopping: Bool { self == .installing || self == .unanswered || self == .verifying }
}
