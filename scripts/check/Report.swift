/// Something that the house does not allow, where it is, and the way out.
struct Fault: Hashable {
    enum Group: String, CaseIterable { case walls, purity, house }

    var group: Group
    var file: String
    var line: Int?
    var text: String
    var wayOut: String
}

/// Collects faults, so that all are told at once.
struct Report {
    private var faults: [Fault] = []

    var isEmpty: Bool { faults.isEmpty }

    mutating func add(_ fault: Fault) {
        if !faults.contains(fault) { faults.append(fault) }
    }

    /// The faults by group and file; faults that share a way out tell it once.
    func text() -> String {
        var lines: [String] = []
        for group in Fault.Group.allCases {
            let ours = faults.filter { $0.group == group }
            lines.append("\(group.rawValue): \(ours.isEmpty ? "clean" : Self.count(ours.count))")
            for (wayOut, faults) in Self.byWayOut(ours) {
                for fault in faults {
                    let place = fault.line.map { "\(fault.file):\($0)" } ?? fault.file
                    lines.append("  \(place): \(fault.text)")
                }
                lines.append("      way out: \(wayOut)")
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func byWayOut(_ faults: [Fault]) -> [(String, [Fault])] {
        Dictionary(grouping: faults, by: \.wayOut)
            .map { ($0, $1.sorted { ($0.file, $0.line ?? 0, $0.text) < ($1.file, $1.line ?? 0, $1.text) }) }
            .sorted { ($0.1[0].file, $0.1[0].line ?? 0, $0.0) < ($1.1[0].file, $1.1[0].line ?? 0, $1.0) }
    }

    private static func count(_ number: Int) -> String {
        number == 1 ? "1 fault" : "\(number) faults"
    }
}
