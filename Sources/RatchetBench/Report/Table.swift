import Foundation

/// Columns that stand under each other: the first to the left, the others to the right.
struct Table {
    let widths: [Int]

    func line(_ cells: [String]) {
        let padded = zip(cells, widths).enumerated().map { index, cell in
            let padding = String(repeating: " ", count: max(cell.1 - cell.0.count, 0))
            return index == 0 ? cell.0 + padding : padding + cell.0
        }
        Table.say(padded.joined(separator: " "))
    }

    /// Prints a line at once, into a file too: what is measured takes minutes.
    static func say(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }

    /// Three digits and a unit: `12.3 ms`.
    static func text(_ duration: Duration) -> String {
        let nanoseconds = duration.microseconds * 1000
        let scales = [(1e9, "s"), (1e6, "ms"), (1e3, "us")]
        let (scale, unit) = scales.first { nanoseconds >= $0.0 } ?? (1, "ns")
        let value = nanoseconds / scale
        return "\(fixed(value, value >= 100 || scale == 1 ? 0 : value >= 10 ? 1 : 2)) \(unit)"
    }

    /// With so many digits after the point, 0 to 2.
    static func fixed(_ value: Double, _ digits: Int) -> String {
        let power = [1, 10, 100][digits]
        let rounded = Int((value * Double(power)).rounded())
        guard digits > 0 else { return String(rounded) }
        let fraction = String(abs(rounded) % power)
        return "\(rounded / power)." + String(repeating: "0", count: digits - fraction.count) + fraction
    }
}
