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
    /// By row and column.
    private var tones: [[Int: Tone]] = []

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

    /// - Parameter tones: by column; a cell without one is plain.
    mutating func add(_ cells: [String?], tones: [Int: Tone] = [:]) {
        self.tones.append(tones)
        rows.append(
            titles.indices.map { index in
                let cell = index < cells.count ? cells[index] : nil
                return Terminal.printable(cell ?? "-").replacing("\n", with: " ")
            })
    }

    /// The table's lines without colour; none without rows.
    func lines(width: Int = Terminal.width) -> [String] { lines(on: Canvas(width: width)).map(\.text) }

    /// The table's lines, the titles first; none without rows.
    func lines(on canvas: Canvas) -> [Line] {
        if rows.isEmpty { return [] }
        let columns = columns(fitting: canvas.width)
        let bold = Dictionary(uniqueKeysWithValues: titles.indices.map { ($0, Tone.strong) })
        return zip([titles] + rows, [bold] + tones).flatMap { cells, tones in
            lines(of: cells, tones, columns, canvas.glyphs)
        }
    }

    private typealias Column = (index: Int, width: Int)

    private func lines(
        of cells: [String], _ tones: [Int: Tone], _ columns: [Column], _ glyphs: Glyphs
    ) -> [Line] {
        let broken = columns.map { column in
            wraps && column.index == flexible
                ? Terminal.wrapped(cells[column.index], width: column.width)
                    .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                : [cells[column.index]]
        }
        return (0..<(broken.map(\.count).max() ?? 0)).map { line in
            var (built, due) = (Line(), 0)
            for (column, parts) in zip(columns, broken) {
                let text = TextTable.cut(line < parts.count ? parts[line] : "", to: column.width, glyphs)
                let gap = column.width - TextWidth.of(text)
                // Blanks wait until something follows them: no line ends in one.
                due += alignments[column.index] == .right ? gap : 0
                if !text.isEmpty {
                    built.append(String(repeating: " ", count: due))
                    built.append(text, tones[column.index])
                    due = 0
                }
                due += 2 + (alignments[column.index] == .left ? gap : 0)
            }
            return built
        }
    }

    /// The columns for which there is room, in order.
    private func columns(fitting width: Int) -> [Column] {
        var columns: [Column] = titles.indices.map { index in
            (index, ([titles] + rows).map { TextWidth.of($0[index]) }.max() ?? 0)
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

    private static func cut(_ text: String, to width: Int, _ glyphs: Glyphs) -> String {
        if TextWidth.of(text) <= width { return text }
        return TextWidth.prefix(text, columns: max(width - 1, 0)) + glyphs.ellipsis
    }
}

extension String {
    func trimmingSuffix(_ character: Character) -> String {
        var text = self
        while text.last == character { text.removeLast() }
        return text
    }
}
