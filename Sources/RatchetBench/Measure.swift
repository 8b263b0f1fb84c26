import ArgumentParser
import Foundation
import LocalServer
import TestSupport

/// Measures everything, or what is named, and prints a line as soon as one is done.
struct Measure: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "measure", abstract: "Measure and compare.")

    @Option(help: "Only what has this in its name, such as `tokens` or `plan a fleet`.")
    var only = ""

    @Option(help: "Only one engine: sqlite or postgres.")
    var engine: MeasuredEngine?

    @Option(help: "Enrolled devices for the requests.")
    var devices = EndpointSettings().devices

    @Option(help: "Pairs of runs for each request.")
    var pairs = EndpointSettings().pairs

    @Option(help: "Seconds of each run.")
    var seconds = EndpointSettings().seconds

    @Option(help: "Connections, with commas between.")
    var connections = "64,1"

    @Option(help: "The server's executable; the one beside this by default.")
    var server: String?

    @Option(help: "A file of thresholds.")
    var thresholds = "benchmarks/thresholds.json"

    @Option(help: "Where the figures go as JSON.")
    var json: String?

    private var engines: [MeasuredEngine] { engine.map { [$0] } ?? MeasuredEngine.allCases }

    /// How many connections; 0 for what is no number.
    private var counts: [Int] { connections.split(separator: ",").map { Int($0) ?? 0 } }

    func validate() throws {
        guard (1...1_000_000).contains(devices), (1...100).contains(pairs), (0.1...60).contains(seconds) else {
            throw ValidationError("devices are 1 to 1000000, pairs 1 to 100, seconds 0.1 to 60")
        }
        guard !counts.isEmpty, counts.allSatisfy({ (1...1000).contains($0) }) else {
            throw ValidationError("connections are numbers from 1 to 1000, such as 64,1")
        }
    }

    func run() async throws {
        var report = Report(thresholds: try Thresholds(file: thresholds))
        await measureParts(&report)
        for engine in engines { try await measureRequests(engine, &report) }
        report.finish()
        if let json { try report.results.write(to: URL(filePath: json)) }
        if report.isIncomplete { throw ExitCode(1) }
        if report.isAbove { throw ExitCode(3) }
    }

    private func measureParts(_ report: inout Report) async {
        let others = MeasuredEngine.allCases.filter { !engines.contains($0) }
        let chosen = Benchmark.all.filter { benchmark in
            isWanted(benchmark.name) && !others.contains { benchmark.name.hasSuffix(", \($0)") }
        }
        if chosen.isEmpty { return }
        report.beginParts()
        for benchmark in [.nothing] + chosen { await report.measure(benchmark) }
        report.noteGrowth()
    }

    private func isWanted(_ name: String) -> Bool { only.isEmpty || name.contains(only) }

    private func measureRequests(_ engine: MeasuredEngine, _ report: inout Report) async throws {
        let kinds = try RequestKind.all().filter { isWanted("\($0.name), \(engine)") }
        if kinds.isEmpty { return }
        let folder = try TemporaryDirectory()
        report.beginRequests(engine, devices)
        let prepared = try await engine.prepare(devices: devices, in: folder.url)
        let program = try server.map { URL(filePath: $0) } ?? Measure.beside(ServerProcess.thisProgram())
        let measured = try MeasuredServer(
            program, ["serve", "--config", prepared.configuration.path], database: prepared.database)
        defer { measured.stop() }
        let nothing = try MeasuredServer.doNothing()
        defer { nothing.stop() }
        let settings = EndpointSettings(devices: devices, pairs: pairs, seconds: seconds)
        let benchmark = EndpointBenchmark(
            engine: engine.rawValue, server: measured, nothing: nothing, settings: settings)
        for kind in kinds {
            let requests = RequestSource(kind, devices: devices)
            for count in counts {
                report.add(try await benchmark.measure(kind, connections: count, requests))
            }
        }
    }

    /// `ratchet`, in the folder of this executable.
    private static func beside(_ program: URL) -> URL {
        program.deletingLastPathComponent().appending(path: "ratchet")
    }
}

extension MeasuredEngine: ExpressibleByArgument {}
