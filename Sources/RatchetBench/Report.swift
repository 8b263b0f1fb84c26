/// The table that is printed, a line as soon as its benchmark is done.
struct Report {
    private static let widths = [34, 11, 11, 11, 20, 12]

    /// False if one of them could not be run.
    func run(_ benchmarks: [Benchmark]) -> Bool {
        var allRan = true
        line(["name", "best", "median", "processor", "per unit", "result"])
        for benchmark in benchmarks {
            do {
                let measured = try Measurement(benchmark)
                line([
                    benchmark.name, text(measured.best.time), text(measured.median.time),
                    text(measured.leastProcessor),
                    "\(text(measured.best.time / benchmark.units))/\(benchmark.unit)", String(measured.result),
                ])
            } catch {
                print("\(benchmark.name): \(error)")
                allRan = false
            }
        }
        return allRan
    }

    /// The name to the left, the figures to the right.
    private func line(_ cells: [String]) {
        let padded = zip(cells, Report.widths).enumerated().map { index, cell in
            let padding = String(repeating: " ", count: max(cell.1 - cell.0.count, 0))
            return index == 0 ? cell.0 + padding : padding + cell.0
        }
        print(padded.joined(separator: " "))
    }

    /// Three digits and a unit: `12.3 ms`.
    private func text(_ duration: Duration) -> String {
        let nanoseconds = Double(duration.components.attoseconds) / 1e9 + Double(duration.components.seconds) * 1e9
        let scales = [(1e9, "s"), (1e6, "ms"), (1e3, "us")]
        let (scale, unit) = scales.first { nanoseconds >= $0.0 } ?? (1, "ns")
        let value = nanoseconds / scale
        let digits = value >= 100 || scale == 1 ? 0 : value >= 10 ? 1 : 2
        return "\(fixed(value, digits)) \(unit)"
    }

    private func fixed(_ value: Double, _ digits: Int) -> String {
        let power = [1, 10, 100][digits]
        let rounded = Int((value * Double(power)).rounded())
        guard digits > 0 else { return String(rounded) }
        let fraction = String(rounded % power)
        return "\(rounded / power)." + String(repeating: "0", count: digits - fraction.count) + fraction
    }
}
