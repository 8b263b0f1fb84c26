/// The procedure's rules by their numbers (reference (a)). `docs/rules.md` lists each with its symbol and its test.
public enum Rule: String, Sendable, Hashable, CaseIterable {
    case P1, P2, P3, P4, P5, P6, P7, P8
    case S1, S2, S7
    case G1, G2, G3, G4, G5, G6, G7
    case D1, D2, D3, D4

    /// A person can set it aside for one appliance's upgrade, with a reason, and the audit log keeps it: the export (G2), the test run
    /// (G5), and the soak (S1).
    public var isWaivable: Bool { [.G2, .G5, .S1].contains(self) }
}
