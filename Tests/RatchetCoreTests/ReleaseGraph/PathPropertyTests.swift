import RatchetCore
import SeededRandom
import Testing

/// What holds for every graph: small ones by chance, held against trying all paths.
struct PathPropertyTests {
    private static let samples = (1...800).compactMap { RandomGraph(seed: $0) }

    @Test func `there are enough graphs, and paths of many hops among them`() {
        let hops = PathPropertyTests.samples.compactMap { $0.graph.path(from: $0.start).path?.hops.count }
        #expect(PathPropertyTests.samples.count > 600)
        #expect(hops.count { $0 > 2 } > 30)
        #expect(PathPropertyTests.samples.count - hops.count > 30)
    }

    @Test func `P8: the path to each package is the one that trying all of them finds`() {
        for sample in PathPropertyTests.samples {
            let force = BruteForce(sample.graph, from: sample.start)
            for package in sample.graph.packages {
                let found = sample.graph.path(from: sample.start, to: .package(package.id)).ids
                let best = force.path(to: package)
                #expect(found == best?.map(\.id.text), "\(sample.graph) from \(sample.start) to \(package.id)")
            }
        }
    }

    @Test func `P2: the chain of each package is its path without itself`() throws {
        for sample in PathPropertyTests.samples {
            let verdicts = try #require(sample.graph.verdicts(from: sample.start))
            let force = BruteForce(sample.graph, from: sample.start)
            for verdict in verdicts.all where verdict.standing != .installed {
                let package = try #require(sample.graph[verdict.package])
                let path = sample.graph.path(from: sample.start, to: .package(verdict.package)).ids
                let chain = verdicts.chain(to: verdict.package)
                #expect(chain?.map(\.text) == path.map { Array($0.dropLast()) })
                #expect(sample.graph.chain(to: verdict.package, from: sample.start) == chain)
                #expect((verdict.standing == .installable) == force.canInstall(package, at: sample.start))
            }
        }
    }

    @Test func `P8: the order of the file changes nothing`() throws {
        for (seed, sample) in PathPropertyTests.samples.enumerated() {
            var random = SeededRandom(seed: UInt64(seed))
            let graph = sample.graph
            let other = try ReleaseGraph(
                product: graph.product, packages: graph.packages.shuffled(using: &random),
                floors: graph.floors.shuffled(using: &random), origins: graph.origins.shuffled(using: &random))
            #expect(other.path(from: sample.start) == graph.path(from: sample.start))
        }
    }

    @Test func `P1: no hop skips a floor, goes backwards or lacks a prerequisite`() {
        for sample in PathPropertyTests.samples {
            let answer = sample.graph.path(from: sample.start)
            let force = BruteForce(sample.graph, from: sample.start)
            for hop in answer.path?.hops ?? answer.noPath?.nearest.hops ?? [] {
                #expect(force.canInstall(hop.package, at: hop.before))
                #expect(force.after(hop.before, hop.package) == hop.after)
                #expect(!hop.purposes.isEmpty)
            }
        }
    }

    @Test func `P7: without a path there is the nearest version and what is in the way`() {
        for sample in PathPropertyTests.samples {
            guard let noPath = sample.graph.path(from: sample.start).noPath else { continue }
            #expect(!noPath.obstacles.isEmpty)
            let force = BruteForce(sample.graph, from: sample.start)
            let reached = noPath.nearest.end.product
            // The newest product is the target, so whatever is newer than what was reached would be nearer.
            #expect(force.best { state in reached.map { (state.product ?? $0) > $0 } ?? false } == nil)
        }
    }

    @Test func `P7: the nearest is the newest version before the target, where least is missing, by the best path`() {
        var told = 0
        for sample in PathPropertyTests.samples {
            let force = BruteForce(sample.graph, from: sample.start)
            for package in sample.graph.packages where package.packageClass != .licence {
                let answer = sample.graph.path(from: sample.start, to: .package(package.id))
                guard let noPath = answer.noPath, let best = force.nearest(to: package) else { continue }
                #expect(
                    noPath.nearest.hops.map(\.package) == best, "\(sample.graph) from \(sample.start) to \(package.id)")
                #expect(noPath.obstacles.count == force.missing(package, at: noPath.nearest.end))
                told += 1
            }
        }
        #expect(told > 300)
    }
}
