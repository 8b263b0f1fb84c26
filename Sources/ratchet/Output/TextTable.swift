/// A table of text that fits a terminal: every column as wide as its content, and the one that may give way shortened
/// when there is not room for all.
struct TextTable {
    enum Alignment { case left, right }

    private let titles: [String]
    private let alignments: [Alignment]
    /// The column that is shortened first; the rest follow from the right.
    private let flexible: Int
    private var rows: [[String]] = []

    /// - Parameters:
    ///   - titles: one for each column; one that begins with `>` stands at the right.
    ///   - flexible: the column that is shortened where the table is too wide.
    init(_ titles: [String], flexible: Int) {
        alignments = titles.map { $0.hasPrefix(">") ? .right : .left }
        self.titles = titles.map { $0.hasPrefix(">") ? String($0.dropFirst()) : $0 }
        self.flexible = flexible
    }

    mutating func add(_ cells: [String?]) {
        rows.append(
            titles.indices.map { index in
                let cell = index < cells.count ? cells[index] : nil
                return Terminal.printable(cell ?? "-").replacing("\n", with: " ")
            })
    }

    /// The table's lines; none without rows.
    func lines(width: Int = Terminal.width) -> [String] {
        if rows.isEmpty { return [] }
        let widths = columnWidths(fitting: width)
        return ([titles] + rows).map { cells in
            let line = zip(cells.indices, cells).map { index, cell in
                TextTable.fit(cell, to: widths[index], alignments[index])
            }
            return line.joined(separator: "  ").trimmingSuffix(" ")
        }
    }

    private func columnWidths(fitting width: Int) -> [Int] {
        var widths = titles.indices.map { index in
            ([titles] + rows).map { $0[index].count }.max() ?? 0
        }
        var excess = widths.reduce(0, +) + 2 * (widths.count - 1) - width
        for index in [flexible] + titles.indices.reversed().filter({ $0 != flexible }) where excess > 0 {
            let least = min(widths[index], max(titles[index].count, 8))
            let given = min(excess, widths[index] - least)
            widths[index] -= given
            excess -= given
        }
        return widths
    }

    private static func fit(_ text: String, to width: Int, _ alignment: Alignment) -> String {
        if text.count > width { return "\(text.prefix(max(width - 1, 0)))…" }
        let padding = String(repeating: " ", count: width - text.count)
        return alignment == .left ? text + padding : padding + text
    }
}

extension String {
    func trimmingSuffix(_ character: Character) -> String {
        var text = self
        while text.last == character { text.removeLast() }
        return text
    }
}
