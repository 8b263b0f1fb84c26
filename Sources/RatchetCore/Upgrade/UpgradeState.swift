/// Where an upgrade stands. The comments name what leaves each state and where it leads; the drawing is `docs/images/upgrade.svg`, and
/// the table in `docs/upgrade.md` is compared with the machine.
public enum UpgradeState: String, Sendable, Equatable, CaseIterable {
    /// The path is known. `start` leads to `waiting`, `cancel` to `cancelled`.
    case planned
    /// The gates of the next hop are judged anew at every event and every due time (G1 to G7, S1, P3, P6). `beginHop` leads to
    /// `installing`, `cancel` to `cancelled`, `resume` to `done` where somebody else has reached the target.
    case waiting
    /// The intent to install was committed, and the driver was called or a person asked, once. A gate that shuts before the call is made,
    /// and a driver that can't begin it, leads back to `waiting` (`calledOff`). `installed` leads to `verifying`,
    /// `installFailed` to `frozen` (D1) or `stopped` (D2), `answerLost` and a call without an end to `unanswered`. A hop by hand
    /// has no call to wait for: the new version and silence lead on from it as from `unanswered`, and `cancel` to `cancelled`.
    case installing
    /// Nobody knows whether it was installed: the answer was lost, or the server died meanwhile. The appliance's own word decides (D4);
    /// nothing is installed again. The new version leads to `verifying` and on, silence to `frozen` or `stopped`, a late answer where it
    /// would have led from `installing`.
    case unanswered
    /// The installer claims success; version and health decide (D3). Both good lead to `waiting` or `done`, a time limit to `frozen` or
    /// `stopped`.
    case verifying
    /// A product or licence hop failed: a person decides (D2). `resume` leads to `waiting` over a path computed anew, `restore` to
    /// `restoring`, `cancel` to `cancelled`.
    case stopped
    /// The backup is being put back, once. Whatever came of it leads to `stopped`, and so does its time limit.
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
