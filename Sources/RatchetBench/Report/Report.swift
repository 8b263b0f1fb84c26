/// What is printed, a line as soon as it is known, and kept.
struct Report {
    private static let parts = Table(widths: [34, 11, 11, 11, 20, 12, 9])
    private static let requests = Table(widths: [28, 8, 9, 9, 7, 15, 9, 8, 8, 8, 9])
    private let thresholds: Thresholds

    private(set) var results = Results()
    private(set) var isIncomplete = false
    private var above: [String] = []

    init(thresholds: Thresholds) { self.thresholds = thresholds }

    var isAbove: Bool { !above.isEmpty }

    func beginParts() { Report.parts.line(["part", "best", "median", "processor", "per unit", "result", "at most"]) }

    mutating func measure(_ benchmark: Benchmark) async {
        do {
            add(benchmark, try await Measurement(benchmark))
        } catch {
            Table.say("\(benchmark.name): \(error)")
            isIncomplete = true
        }
    }

    private mutating func add(_ benchmark: Benchmark, _ measured: Measurement) {
        let (limit, median) = (thresholds.milliseconds[benchmark.name], thresholds.medianMilliseconds[benchmark.name])
        Report.parts.line([
            benchmark.name, Table.text(measured.best.time), Table.text(measured.median.time),
            Table.text(measured.leastProcessor),
            "\(Table.text(measured.best.time / benchmark.units))/\(benchmark.unit)", String(measured.result),
            (limit ?? median).map { Table.text(.microseconds($0 * 1000)) } ?? "",
        ])
        judge(benchmark.name, measured.best.time.microseconds / 1000, limit, "ms")
        judge("median of \(benchmark.name)", measured.median.time.microseconds / 1000, median, "ms")
        results.parts.append(
            Results.Part(
                name: benchmark.name, unit: benchmark.unit, units: benchmark.units,
                best: measured.best.time.microseconds * 1000, median: measured.median.time.microseconds * 1000,
                processor: measured.leastProcessor.microseconds * 1000, result: measured.result))
    }

    /// How the planning of a fleet grows, where all of its sizes were measured.
    mutating func noteGrowth() {
        let points = Growth.sizes.compactMap { size in
            results.parts.first { $0.name == Growth.name(size) }.map {
                (size: size, time: Duration.nanoseconds(Int64($0.best)))
            }
        }
        guard points.count == Growth.sizes.count, let slope = Growth.slope(points) else { return }
        results.growth = slope
        Table.say("\nplanning grows with the fleet's size to the power of \(Table.fixed(slope, 2))")
        judge("growth of planning", slope, thresholds.growth, "")
    }

    func beginRequests(_ engine: MeasuredEngine, _ devices: Int) {
        Table.say("\n\(devices) devices on \(engine); microseconds of processor time for each request")
        Report.requests.line([
            "request, engine, connections", "server", "database", "nothing", "ratio", "least to most", "at most",
            "req/s", "p50", "p99", "memory",
        ])
    }

    mutating func add(_ figures: EndpointFigures) {
        let (ratios, limit) = (figures.ratios, thresholds.ratios[figures.title])
        func median(_ value: (EndpointFigures.Pair) -> Double) -> Double { Spread(figures.pairs.map(value)).median }
        Report.requests.line([
            figures.title, Table.fixed(median(\.server), 1), Table.fixed(median(\.database), 1),
            Table.fixed(median(\.nothing), 1), Table.fixed(ratios.median, 2),
            "\(Table.fixed(ratios.least, 2)) to \(Table.fixed(ratios.most, 2))", limit.map { Table.fixed($0, 2) } ?? "",
            Table.fixed(median(\.rate), 0), Table.text(.microseconds(figures.p50)),
            Table.text(.microseconds(figures.p99)), "\(figures.memory >> 20) MiB",
        ])
        judge(figures.title, ratios.median, limit, "times nothing")
        if figures.devices <= 10_000 {
            judge("memory after \(figures.title)", Double(figures.memory) / 1_048_576, thresholds.memory, "MiB")
        }
        if figures.failed > 0 {
            Table.say("  \(figures.failed) requests failed: this figure is worth nothing")
            isIncomplete = true
        }
        results.requests.append(figures)
    }

    private mutating func judge(_ name: String, _ value: Double, _ limit: Double?, _ unit: String) {
        guard let limit, value > limit else { return }
        above.append("\(name): \(Table.fixed(value, 2)) \(unit), at most \(Table.fixed(limit, 2)) is wanted")
    }

    func finish() {
        Table.say(above.isEmpty ? "\nNothing is above its threshold." : "\nAbove their thresholds:")
        for line in above { Table.say("  \(line)") }
    }
}
