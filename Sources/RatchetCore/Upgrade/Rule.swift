/// The procedure's rules by their numbers (reference (a)). `docs/rules.md` lists each with its symbols and its tests; `make rules` writes
/// it, and `make check` compares.
public enum Rule: String, Sendable, Hashable, CaseIterable {
    /// The whole path from installed to target, every required stop included; never a direct install past one.
    case P1
    /// Every known package is installable, blocked, installed or not applicable; a blocked one names what must come first.
    case P2
    /// A blocked package is never begun, whoever asks, with the reason also for programs.
    case P3
    /// After a hop its dependants are free without anybody refreshing.
    case P4
    /// A base package stands right before the product package that needs it, and nothing soaks between.
    case P5
    /// Each appliance by its own inventory; one that is no known state is refused, never guessed.
    case P6
    /// No path is an answer of its own: the nearest reachable version and the reason.
    case P7
    /// Of several paths: fewest product hops, then fewest hops, then the newest intermediates; the same for equal input.
    case P8
    /// Between two product hops 24 hours, or longer; less only by an override that somebody answers for.
    case S1
    /// After a base or licence hop nothing soaks.
    case S2
    /// The soak counts from the recorded moment of the hop: no restart, zone or moved clock changes it.
    case S7
    /// No hop without a backup that is fresh, newer than the last change, and verified by its checksum.
    case G1
    /// The certificate and its key are exported and kept off the appliance; waivable with a reason.
    case G2
    /// Only in a window that is long enough for what the hop takes, reserve included.
    case G3
    /// The impact is shown before approval; a second person approves where policy asks.
    case G4
    /// A test appliance has run the same packages, by their digests, in the same order; or an audited waiver.
    case G5
    /// Major packages wait for the appliance's turn and a valid contract; a mail says when the turn has come.
    case G6
    /// Health before each hop, not only before the first.
    case G7
    /// A failed or silent base hop freezes the appliance: nothing but reading, no restart, until a person unfreezes it.
    case D1
    /// A failed product hop stops the upgrade and offers its recovery; nothing goes on by itself.
    case D2
    /// A hop has succeeded only when the appliance reports the new version and is well.
    case D3
    /// After a crash or a lost answer the appliance's real state is read; nothing is installed blindly again.
    case D4

    /// A person can set it aside for one appliance's upgrade, with a reason, and the audit log keeps it: the export (G2), the test run
    /// (G5), and the soak (S1).
    public var isWaivable: Bool { [.G2, .G5, .S1].contains(self) }
}
