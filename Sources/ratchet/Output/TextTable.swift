/// A table of text that fits a terminal: every column as wide as its content. Where there is not room for all, columns that
/// can be spared are left out, and the one that may give way is shortened or broken into lines.
struct TextTable {
    enum Alignment { case left, right }

    private let titles: [String]
    private let alignments: [Alignment]
    /// The column that gives way first; the rest follow from the right.
    private let flexible: Int
    /// True breaks what does not fit into the flexible column between words; false cuts it off.
    private let wraps: Bool
    /// What can be left out, the least important first.
    private let spare: [Int]
    private var rows: [[String]] = []

    /// - Parameters:
    ///   - titles: one for each column; one that begins with `>` stands at the right.
    ///   - flexible: the column that gives way where the table is too wide.
    ///   - wraps: whether its text is broken into lines instead of cut off.
    ///   - spare: the columns that are left out before any other is cut, the least important first.
    init(_ titles: [String], flexible: Int, wraps: Bool = false, spare: [Int] = []) {
        alignments = titles.map { $0.hasPrefix(">") ? .right : .left }
        self.titles = titles.map { $0.hasPrefix(">") ? String($0.dropFirst()) : $0 }
        (self.flexible, self.wraps, self.spare) = (flexible, wraps, spare)
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
        let columns = columns(fitting: width)
        return ([titles] + rows).flatMap { cells in lines(of: cells, columns) }
    }

    private typealias Column = (index: Int, width: Int)

    private func lines(of cells: [String], _ columns: [Column]) -> [String] {
        let broken = columns.map { column in
            wraps && column.index == flexible
                ? Terminal.wrapped(cells[column.index], width: column.width)
                    .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                : [cells[column.index]]
        }
        return (0..<(broken.map(\.count).max() ?? 0)).map { line in
            let parts = zip(columns, broken).map { column, parts in
                TextTable.fit(line < parts.count ? parts[line] : "", to: column.width, alignments[column.index])
            }
            return parts.joined(separator: "  ").trimmingSuffix(" ")
        }
    }

    /// The columns for which there is room, in order.
    private func columns(fitting width: Int) -> [Column] {
        var columns: [Column] = titles.indices.map { index in
            (index, ([titles] + rows).map { $0[index].count }.max() ?? 0)
        }
        for column in spare where least(columns) > width && columns.count > 1 {
            columns.removeAll { $0.index == column }
        }
        var excess = TextTable.width(columns.map(\.width)) - width
        let order = columns.indices.filter { columns[$0].index == flexible }
        for index in order + columns.indices.reversed() where excess > 0 {
            let given = min(excess, columns[index].width - narrowest(columns[index], TextTable.narrowest))
            columns[index].width -= given
            excess -= given
        }
        return columns
    }

    /// The width of the table when only the flexible column gives way, as far as it is still good to read.
    private func least(_ columns: [Column]) -> Int {
        TextTable.width(columns.map { $0.index == flexible ? narrowest($0, TextTable.readable) : $0.width })
    }

    private func narrowest(_ column: Column, _ width: Int) -> Int {
        min(column.width, max(titles[column.index].count, width))
    }

    private static let narrowest = 8
    private static let readable = 10

    private static func width(_ columns: [Int]) -> Int { columns.reduce(0, +) + 2 * (columns.count - 1) }

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
