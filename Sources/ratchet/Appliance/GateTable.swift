import AdminAPI
import RatchetCore

/// The gates of the next hop by their rules' numbers: open, shut or waived, and why.
enum GateTable {
    static func table(_ gates: [GateResource]) -> TextTable {
        var table = TextTable(["RULE", "GATE", "STANDS", "WHY"], flexible: 3, wraps: true)
        for gate in told(gates) {
            table.add(
                [gate.rule, name(gate), stand(gate).word, why(gate)], tones: [2: stand(gate).tone])
        }
        return table
    }

    /// What people shut, and what has no rule, only while it is shut; one rule's gates one by one only where one is shut.
    private static func told(_ gates: [GateResource]) -> [GateResource] {
        gates.indices.filter { index in
            let gate = gates[index]
            guard let rule = gate.rule else { return !gate.isOpen }
            let others = gates.enumerated().filter { $0.offset != index && $0.element.rule == rule }
            if gate.verdict != nil { return true }
            return others.allSatisfy { $0.element.verdict == nil && $0.offset > index }
        }.map { gates[$0] }
    }

    private static func stand(_ gate: GateResource) -> (word: String, tone: Tone) {
        gate.waived != nil ? ("waived", .waiting) : gate.isOpen ? ("open", .good) : ("shut", .bad)
    }

    private static func why(_ gate: GateResource) -> String {
        if let waived = gate.waived {
            return "by \(waived.by) at \(Output.time(waived.at) ?? waived.at) UTC: \(waived.reason)"
        }
        guard let verdict = gate.verdict else { return "" }
        return "\(verdict.text) (\(verdict.reason))"
    }

    private static func name(_ gate: GateResource) -> String {
        guard let rule = gate.rule else { return "" }
        return Rule(rawValue: rule)?.gate ?? ""
    }
}

extension Rule {
    /// What its gate is about, in a word or two; nil for a rule that has none.
    fileprivate var gate: String? {
        switch self {
        case .P3: "prerequisites"
        case .P6: "inventory"
        case .S1: "soak"
        case .G1: "backup"
        case .G2: "certificate"
        case .G3: "window"
        case .G4: "approval"
        case .G5: "test run"
        case .G6: "turn, contract"
        case .G7: "health"
        case .D1: "freeze"
        case .P1, .P2, .P4, .P5, .P7, .P8, .S2, .S7, .D2, .D3, .D4: nil
        }
    }
}
