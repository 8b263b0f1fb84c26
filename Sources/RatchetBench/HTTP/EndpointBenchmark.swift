import FleetSimulator
import Foundation

/// How a kind of request is asked for: pairs of runs, first of the handler that does nothing, then of the server, so that
/// whatever else the machine does at that moment weighs on both.
struct EndpointSettings: Sendable {
    var devices = 100_000
    var pairs = 5
    var seconds = 2.0
}

/// What one kind of request costs on one engine and with so many connections.
struct EndpointFigures: Codable, Sendable {
    /// Of one pair of runs, in microseconds of processor time for each request.
    struct Pair: Codable, Sendable {
        let server: Double
        let database: Double
        let nothing: Double
        /// Requests in a second.
        let rate: Double
        let nothingRate: Double

        var ratio: Double { (server + database) / nothing }
    }

    let name: String
    let engine: String
    let connections: Int
    let devices: Int
    let pairs: [Pair]
    /// Requests that were not answered with 200; a figure with any is worth nothing.
    let failed: Int
    /// In microseconds, of the server's answers.
    let p50: Int64
    let p95: Int64
    let p99: Int64
    /// Octets that the server holds after it.
    let memory: Int

    /// As the thresholds name it.
    var title: String { "\(name), \(engine), \(connections)" }
    var ratios: Spread { Spread(pairs.map(\.ratio)) }
}

/// The median of some figures, with the least and the largest.
struct Spread {
    let median: Double
    let least: Double
    let most: Double

    init(_ values: [Double]) {
        let sorted = values.sorted()
        median = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
        (least, most) = (sorted.first ?? 0, sorted.last ?? 0)
    }
}

/// Two servers, asked in turn.
struct EndpointBenchmark {
    let engine: String
    let server: MeasuredServer
    let nothing: MeasuredServer
    let settings: EndpointSettings

    func measure(_ kind: RequestKind, connections: Int, _ requests: RequestSource) async throws -> EndpointFigures {
        let (client, bystander) = (LoadClient(port: server.port), LoadClient(port: nothing.port))
        let duration = Duration.seconds(settings.seconds)
        _ = try await bystander.run(requests.again(), connections: connections, for: duration / 4)
        var (total, pairs) = (LoadResult(), [EndpointFigures.Pair]())
        total.failed = try await client.run(requests, connections: connections, for: duration / 4).failed
        for _ in 0..<settings.pairs {
            let idle = try await run(nothing, bystander, requests.again(), connections, duration)
            let busy = try await run(server, client, requests, connections, duration)
            pairs.append(
                EndpointFigures.Pair(
                    server: busy.each(busy.use.server), database: busy.each(busy.use.database),
                    nothing: idle.each(idle.use.server), rate: busy.rate, nothingRate: idle.rate))
            total.failed += busy.load.failed + idle.load.failed
            total.latencies.add(busy.load.latencies)
        }
        try await client.shutdown()
        try await bystander.shutdown()
        return EndpointFigures(
            name: kind.name, engine: engine, connections: connections, devices: settings.devices, pairs: pairs,
            failed: total.failed, p50: total.latencies.percentile(0.5), p95: total.latencies.percentile(0.95),
            p99: total.latencies.percentile(0.99), memory: server.memory)
    }

    private struct Run {
        let load: LoadResult
        let use: ServerUse

        /// In microseconds.
        func each(_ time: Duration) -> Double { time.microseconds / Double(max(load.answered, 1)) }
        var rate: Double { Double(load.answered) * 1e6 / load.time.microseconds }
    }

    /// What the server still does after the last answer, such as giving events their places, is the requests' cost too.
    private func run(
        _ server: MeasuredServer, _ client: LoadClient, _ requests: RequestSource, _ connections: Int,
        _ duration: Duration
    ) async throws -> Run {
        let before = server.used
        let load = try await client.run(requests, connections: connections, for: duration)
        try await Task.sleep(for: EndpointBenchmark.aftermath)
        return Run(load: load, use: server.used - before)
    }

    private static let aftermath: Duration = .milliseconds(200)
}

extension Duration {
    var microseconds: Double {
        Double(components.seconds) * 1e6 + Double(components.attoseconds) / 1e12
    }
}
