import RatchetCore

extension Benchmark {
    /// Paths in graphs of ten thousand packages, from the oldest version to the newest. Their medians are promised.
    static let paths = SampleGraph.allCases.map { sample in
        Benchmark(name: "path among 10,000 packages, \(sample.name)", unit: "path", units: 1, runs: 25) {
            let (graph, start, target) = (try sample.graph(), try sample.start(), try sample.target())
            return {
                switch graph.path(from: start, to: target) {
                case .path(let path): path.hops.count
                case .noPath(let none): -none.nearest.hops.count
                case .unknownInventory, .unknownPackage: throw BadSample(description: "\(sample.name): not known")
                }
            }
        }
    }

    /// The verdicts of ten thousand packages, and one tree for all of their chains.
    static let verdicts = [SampleGraph.stops, .minors, .both].map { sample in
        Benchmark(name: "verdicts of 10,000 packages, \(sample.name)", unit: "package", units: 10_000) {
            let (graph, start) = (try sample.graph(), try sample.start())
            return { graph.verdicts(from: start)?.all.count { $0.code == "blocked" } ?? 0 }
        }
    }

    /// What a graph of ten thousand packages costs when it is made, with everything that is checked.
    static let graphs = [
        Benchmark(name: "check a graph of 10,000 packages", unit: "package", units: 10_000) {
            let graph = try SampleGraph.stops.graph()
            return {
                try ReleaseGraph(
                    product: graph.product, packages: graph.packages, floors: graph.floors, origins: graph.origins
                ).packages.count
            }
        }
    ]
}
