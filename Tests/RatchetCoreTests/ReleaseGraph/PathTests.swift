import RatchetCore
import Testing

/// A product with a base: product 20.1 needs base 5, 22 needs base 6.2, 16.3 and 18.0 are required stops.
struct PathTests {
    private func packages() throws -> [Package] {
        try [
            .base("5.0"), .base("6.0"), .base("6.2"), .base("6.3", product: ">=22"),
            .product("16.3.1"), .product("16.3.9"), .product("16.9"), .product("18.0"), .product("18.0.4"),
            .product("18.5"), .product("20.1", base: ">=5"), .product("22.0", base: ">=6.2"),
            .product("22.1", base: ">=6.2"),
        ]
    }

    private func graph(_ more: [Package] = []) throws -> ReleaseGraph {
        try ReleaseGraph(
            product: "sample", packages: try packages() + more,
            floors: try GraphSample.floors(.product, "16.3", "18.0"),
            origins: try GraphSample.origins(.product, "15.0") + GraphSample.origins(.base, "4.0"))
    }

    private func ids(
        from start: (String?, String?), to target: PathTarget = .newest, _ more: [Package] = []
    ) throws -> [String]? {
        try graph(more).path(from: GraphSample.installed(start.0, start.1), to: target).ids
    }

    @Test func `P1: every required stop between installed and target is on the path, the newest of it`() throws {
        #expect(try ids(from: ("4.0", "15.0")) == ["p16.3.9", "p18.0.4", "b6.2", "p22.1"])
    }

    @Test func `P1: who has passed a required stop is not bound by it`() throws {
        #expect(try ids(from: ("4.0", "18.5")) == ["b6.2", "p22.1"])
        #expect(try ids(from: ("4.0", "16.9")) == ["p18.0.4", "b6.2", "p22.1"])
    }

    @Test func `P1: a stop of 18.0 is not met by 18.5`() throws {
        let target = PathTarget.versions(base: nil, product: try GraphSample.version("18.5"))
        #expect(try ids(from: ("4.0", "16.9"), to: target) == ["p18.0.4", "p18.5"])
    }

    @Test func `P1: who is at the target has no hop to do`() throws {
        #expect(try ids(from: ("6.2", "22.1")) == [])
        #expect(try ids(from: ("6.2", "22.1.0")) == [])
    }

    @Test func `P5: a base package stands right before the product package that needs it`() throws {
        let path = try #require(try graph().path(from: GraphSample.installed("4.0", "15.0")).path)
        #expect(path.hops.map(\.package.packageClass) == [.product, .product, .base, .product])
        #expect(path.hops[2].purposes == [.neededBy(try GraphSample.id("p22.1"))])
    }

    @Test func `P5: a base package that asks for a product comes after it`() throws {
        let more = [try Package.product("23.0", base: ">=6.3")]
        #expect(try ids(from: ("5.0", "18.0"), more) == ["b6.2", "p22.1", "b6.3", "p23.0"])
    }

    @Test func `P8: fewest product hops come before fewest hops`() throws {
        // 30 takes two base hops and one product hop, or one base hop and two product hops.
        let graph = try ReleaseGraph(
            product: "sample",
            packages: [
                .base("2", product: "<20"), .base("3", base: ">=2", product: "<20"), .product("20"),
                .product("30", base: ">=3"),
            ], origins: try GraphSample.origins(.product, "10") + GraphSample.origins(.base, "1"))
        #expect(graph.path(from: try GraphSample.installed("1", "10")).ids == ["b2", "b3", "p30"])
    }

    @Test func `P6: an inventory that is no state of the graph is refused and named`() throws {
        let graph = try graph()
        let strange = try GraphSample.installed("4.0", "15.7")
        #expect(
            graph.path(from: strange)
                == .unknownInventory(UnknownInventory(installed: strange, unknown: [.product])))
        #expect(graph.verdicts(from: strange) == nil)
        let nobody = InstalledVersions(base: nil, product: nil)
        #expect(
            graph.path(from: nobody)
                == .unknownInventory(UnknownInventory(installed: nobody, unknown: [.base, .product])))
    }

    @Test func `P6: a base is not asked for where the graph says nothing of bases`() throws {
        let graph = try ReleaseGraph(
            product: "sample", packages: [.product("2")], origins: try GraphSample.origins(.product, "1"))
        #expect(graph.path(from: try GraphSample.installed(nil, "1")).ids == ["p2"])
        #expect(graph.path(from: try GraphSample.installed("7.7", "1")).ids == ["p2"])
    }

    @Test func `P6: the bases that go with a product are known`() throws {
        let bases = try graph().bases(with: try GraphSample.version("20.1"))
        #expect(bases.map(\.text) == ["5.0", "6.0", "6.2"], "6.3 needs a newer product")
    }

    @Test func `P7: no path names the nearest version and what keeps it from going on`() throws {
        let packages: [Package] = try [.product("2"), .base("6", withdrawn: "eats disks"), .base("7", base: ">=6")]
        let graph = try ReleaseGraph(
            product: "sample", packages: packages + [try .product("3", base: ">=7")],
            origins: try GraphSample.origins(.product, "1") + GraphSample.origins(.base, "5", deadEnd: "no more"))
        let noPath = try #require(graph.path(from: try GraphSample.installed("5", "1")).noPath)
        #expect(noPath.nearest.hops.map(\.package.id.text) == ["p2"])
        #expect(noPath.package?.text == "p3")
        #expect(
            noPath.obstacles == [
                .requiresBase(
                    current: try GraphSample.version("5"), required: try #require(VersionConstraint(">=7")))
            ])
    }

    @Test func `P7: a target that is older, withdrawn or not there is told as such`() throws {
        let graph = try graph([.product("22.0.5", base: ">=6.2", withdrawn: "recalled")])
        let codes = { (text: String) in
            let target = PathTarget.versions(base: nil, product: try GraphSample.version(text))
            return graph.path(from: try GraphSample.installed("6.2", "20.1"), to: target).noPath?.obstacles.map(\.code)
        }
        #expect(try codes("18.5") == ["not-newer"])
        #expect(try codes("22.0.5") == ["withdrawn"])
        #expect(try codes("21.7") == ["not-provided"])
        #expect(
            graph.path(from: try GraphSample.installed("6.2", "20.1"), to: .package(try GraphSample.id("p99")))
                == .unknownPackage(try GraphSample.id("p99")))
    }

    /// A newer base was taken although it keeps the withdrawn package from being installed, because no other package minds it.
    @Test func `P7: on the way to a withdrawn package nothing is put in its way`() throws {
        let packages: [Package] = try [
            .base("6"), .base("7"), .product("2", base: ">=6"),
            .product("3", base: "<=6", withdrawn: "recalled", deadEnd: "recalled"),
        ]
        let graph = try ReleaseGraph(
            product: "sample", packages: packages,
            origins: try GraphSample.origins(.product, "1") + GraphSample.origins(.base, "5"))
        let target = PathTarget.package(try GraphSample.id("p3"))
        let noPath = try #require(graph.path(from: try GraphSample.installed("5", "1"), to: target).noPath)
        #expect(noPath.nearest.hops.map(\.package.id.text) == ["b6", "p2"])
        #expect(noPath.obstacles.map(\.code) == ["withdrawn"])
    }

    @Test func `a withdrawn package is no hop, and who runs it finds the way out`() throws {
        let more = [
            try Package.product("22.2", base: ">=6.2", withdrawn: "recalled"), try .product("22.3", base: ">=6.2"),
        ]
        #expect(try ids(from: ("6.2", "22.1"), more) == ["p22.3"])
        #expect(try ids(from: ("6.2", "22.2"), more) == ["p22.3"])
    }

    @Test func `a licence comes last, where its constraints hold`() throws {
        let licence = try GraphSample.package(.licence, "1", product: ">=20")
        let target = PathTarget.package(licence.id)
        #expect(try ids(from: ("4.0", "18.0"), to: target, [licence]) == ["b6.2", "p22.1", "l1"])
        #expect(try ids(from: ("5.0", "20.1"), to: target, [licence]) == ["l1"])
    }

    @Test func `a base and a product are reached together`() throws {
        let target = PathTarget.versions(base: try GraphSample.version("6.3"), product: try GraphSample.version("22.0"))
        #expect(try ids(from: ("5.0", "20.1"), to: target) == ["b6.2", "p22.0", "b6.3"])
    }

    @Test func `each hop says why it is there, and what it starts from and leads to`() throws {
        let path = try #require(try graph().path(from: GraphSample.installed("4.0", "15.0")).path)
        #expect(path.hops.first?.purposes == [.floor(try #require(try graph().floors.first))])
        #expect(path.hops.last?.purposes == [.target])
        #expect(path.hops.last?.before == (try GraphSample.installed("6.2", "18.0.4")))
        #expect(path.end == (try GraphSample.installed("6.2", "22.1")))
        #expect((path.productHops, path.estimate) == (3, .minutes(240)))
    }
}
