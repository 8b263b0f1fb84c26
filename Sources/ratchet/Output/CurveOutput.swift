import AdminAPI
import RatchetCore

/// How many devices were done at what time, drawn in text.
struct CurveOutput {
    let curve: CurveResource
    /// What the top of the picture stands for.
    let most: Int

    /// The picture with its axes; none where there is nothing to draw.
    func lines(on canvas: Canvas) -> [Line] {
        guard let from = Instant(rfc3339: curve.from), let until = Instant(rfc3339: curve.until), from < until,
            !curve.points.isEmpty, most > 0
        else { return [] }
        let labels = label(height: CurveOutput.height)
        let margin = labels.map(\.count).max() ?? 0
        let columns = heights(width: canvas.width - margin - 2)
        let mark = deadline.flatMap { column(of: $0, from, until, columns.count) }
        let rows = labels.enumerated().map { row, label in
            let floor = (CurveOutput.height - 1 - row) * CurveOutput.eighths
            let cells = columns.enumerated().map { column, height in
                height <= floor && column == mark
                    ? canvas.glyphs.vertical : canvas.glyphs.column(eighths: height - floor)
            }
            let head = String(repeating: " ", count: margin - label.count) + label + " \(canvas.glyphs.vertical)"
            return Line(head) + Line(String(cells).trimmingSuffix(" "), .good)
        }
        let indent = String(repeating: " ", count: margin)
        let floor = String(repeating: canvas.glyphs.horizontal, count: columns.count)
        let axis = "\(indent.dropFirst())0 \(canvas.glyphs.corner)\(floor)"
        return rows + [Line(axis), Line("\(indent)  \(times(from, until, width: columns.count))")]
    }

    private static let height = 8
    private static let eighths = 8

    /// The moment at which clocks in UTC show the last deadline.
    private var deadline: Instant? { curve.lastDeadline.flatMap { LocalDateTime($0) }?.asUTC }

    private func column(of moment: Instant, _ from: Instant, _ until: Instant, _ count: Int) -> Int? {
        guard moment >= from, moment <= until else { return nil }
        let share = Double(moment.seconds - from.seconds) / Double(until.seconds - from.seconds)
        return min(Int(share * Double(count)), count - 1)
    }

    /// The count at the top and in the middle; that at the bottom stands at the axis.
    private func label(height: Int) -> [String] {
        (0..<height).map { row in
            switch row {
            case 0: String(most)
            case height / 2 where most > 1: String(most / 2)
            default: ""
            }
        }
    }

    /// For each column, how many eighths of a line it is high: as many columns for each point as there is room for.
    private func heights(width: Int) -> [Int] {
        let count = max(width / curve.points.count, 1) * curve.points.count
        let columns = curve.points.count > width ? width : count
        let full = CurveOutput.height * CurveOutput.eighths
        return (0..<max(columns, 1)).map { column in
            let done = min(curve.points[column * curve.points.count / max(columns, 1)].done, most)
            // One device is seen, and only all of them reach the top.
            return done == most ? full : min((done * full + most - 1) / most, full - 1)
        }
    }

    /// When it begins and ends, below the two ends.
    private func times(_ from: Instant, _ until: Instant, width: Int) -> String {
        let isShort = until.seconds - from.seconds < 600
        let words = [curve.from, curve.until].map { String($0.prefix(isShort ? 19 : 16)).replacing("T", with: " ") }
        let gap = width - words[0].count - words[1].count - 4
        return "\(words[0])\(String(repeating: " ", count: max(gap, 2)))\(words[1]) UTC"
    }
}
