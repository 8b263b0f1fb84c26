import AdminAPI
import RatchetCore

extension UpgradePicture {
    func soak(_ canvas: Canvas) -> Line {
        let label = label("Soak")
        guard let start = Instant(rfc3339: details.soak.startedAt), let end = Instant(rfc3339: details.soak.endsAt)
        else { return Line(label) }
        let (whole, left) = (end.seconds - start.seconds, max(0, end.seconds - now.seconds))
        let bar = Bar.text(
            Int(whole - left), of: Int(max(whole, 1)), width: UpgradePicture.barWidth, canvas.glyphs)
        let since = details.soak.version.map { "since product \($0)" } ?? "since it was added"
        return "\(label)\(bar)  \(left > 0 ? "\(left) s left of \(whole) s" : "over") \(since)"
    }

    var window: Line {
        let gate = details.gates.first { $0.rule == "G3" }
        let word: Line =
            switch gate?.isOpen {
            case true: Line("open", .good)
            case false: Line("shut", .waiting)
            case nil: Line("-")
            }
        let label = label("Window")
        return "\(label)\(word), calendar \(details.appliance.calendar ?? "-")"
    }

    /// Rules whose gates are shut, each once, in the gates' order.
    var shutRules: [String] { rules { !$0.isOpen } }

    private func rules(_ isIncluded: (GateResource) -> Bool) -> [String] {
        details.gates.filter(isIncluded).compactMap(\.rule)
            .reduce(into: []) { rules, rule in if !rules.contains(rule) { rules.append(rule) } }
    }

    /// Open, waived and shut ones by rule, and what the first shut one waits for: as many lines at any time.
    func gates(_ canvas: Canvas) -> [Line] {
        let waived = rules { $0.waived != nil }
        let open = rules(\.isOpen).filter { !shutRules.contains($0) && !waived.contains($0) }
        let rows: [(word: String, rules: [String], tone: Tone)] = [
            ("open", open, .good), ("waived", waived, .waiting), ("shut", shutRules, .bad),
        ]
        return rows.enumerated().map { index, row in
            let rules = row.rules.joined(separator: " ")
            return "\(label(index == 0 ? "Gates" : ""))\(row.word.padded(to: 8))\(rules, row.tone)"
        } + why(canvas)
    }

    private func why(_ canvas: Canvas) -> [Line] {
        let text = details.gates.first { !$0.isOpen }?.verdict?.text ?? ""
        let indent = label("").count
        let lines = Line.wrapped(text, first: Line(label("")), width: canvas.textWidth, indent: indent)
        let room = UpgradePicture.linesForWhy
        return Array(lines.prefix(room)) + Array(repeating: Line(""), count: max(0, room - lines.count))
    }

    private func label(_ word: String) -> String { word.padded(to: 9) }

    private static let linesForWhy = 3
}
