import RatchetCore
import Testing

struct PackageVerdictTests {
    private let graph: ReleaseGraph

    init() throws {
        graph = try ReleaseGraph(
            product: "sample",
            packages: [
                .product("1"), .product("2"), .product("2.5", withdrawn: "recalled"), .product("3"), .base("2"),
                .product("4", base: ">=2"), try GraphSample.package(.licence, "9", product: ">=4"),
            ], floors: try GraphSample.floors(.product, "3"), origins: try GraphSample.origins(.base, "1"))
    }

    private func verdicts(_ base: String, _ product: String, holding: Set<PackageID> = []) throws -> PackageVerdicts {
        try #require(graph.verdicts(from: GraphSample.installed(base, product), holding: holding))
    }

    @Test func `P2: every package has its verdict`() throws {
        let codes = try verdicts("1", "2").all.map { "\($0.package) \($0.code)" }
        #expect(
            codes == [
                "p1 not-applicable", "p2 installed", "p2.5 not-applicable", "p3 installable", "b2 installable",
                "p4 blocked", "l9 blocked",
            ])
    }

    @Test func `P3: what blocks a package is told with what is there and what is needed`() throws {
        let verdict = try #require(graph.verdict(of: GraphSample.id("p4"), from: GraphSample.installed("1", "2")))
        guard case .blocked(let obstacles) = verdict.standing else {
            Issue.record("p4 is \(verdict.code)")
            return
        }
        #expect(obstacles.map(\.code) == ["floor", "requires-base"])
        #expect(obstacles.map { $0.current?.text } == ["2", "1"])
        #expect(obstacles.map(\.required) == ["3", ">=2"])
        #expect(try verdicts("1", "2")[verdict.package] == verdict)
    }

    @Test func `P2: the chain names what comes first, in order`() throws {
        let verdicts = try verdicts("1", "2")
        #expect(verdicts.chain(to: try GraphSample.id("p4"))?.map(\.text) == ["p3", "b2"])
        #expect(verdicts.chain(to: try GraphSample.id("l9"))?.map(\.text) == ["p3", "b2", "p4"])
        #expect(verdicts.chain(to: try GraphSample.id("p3")) == [])
        #expect(verdicts.chain(to: try GraphSample.id("p1")) == nil)
        #expect(verdicts.chain(to: try GraphSample.id("p2.5")) == nil)
    }

    @Test func `P4: after a hop what it unblocks is installable`() throws {
        #expect(try verdicts("2", "3")[GraphSample.id("p4")]?.standing == .installable)
        #expect(try verdicts("1", "3")[GraphSample.id("p4")]?.code == "blocked")
    }

    @Test func `a licence that the appliance holds is installed`() throws {
        let licence = try GraphSample.id("l9")
        #expect(try verdicts("2", "4", holding: [licence])[licence]?.standing == .installed)
        #expect(try verdicts("2", "4")[licence]?.standing == .installable)
    }

    @Test func `P2: a chain beyond the part of the tree that was grown is found all the same`() throws {
        let verdicts = try #require(graph.verdicts(from: GraphSample.installed("1", "2"), limit: 1))
        for id in try ["p4", "l9", "p3", "p1", "p2"].map(GraphSample.id) {
            #expect(try verdicts.chain(to: id) == self.verdicts("1", "2").chain(to: id), "\(id)")
        }
    }
}
