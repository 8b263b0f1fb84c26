import RatchetCore
import Testing

/// What makes a graph unsound.
struct GraphFaultTests {
    private func codes(_ packages: [Package], floors: [Floor] = [], origins: [Origin] = []) -> [String] {
        GraphSample.faults(packages, floors: floors, origins: origins).map { "\($0.code.rawValue) \($0.subject)" }
    }

    @Test func `a sound graph has no fault`() throws {
        #expect(codes([try .product("1"), try .product("2")]) == [])
    }

    @Test func `a graph without packages is none`() {
        #expect(codes([]) == ["empty graph"])
    }

    @Test func `two packages of one id`() throws {
        #expect(codes([try .product("1"), try .product("2"), try .product("2")]) == ["duplicate-id package(2)"])
    }

    @Test func `two packages of a class with equal versions`() throws {
        #expect(codes([try .product("1"), try .product("2"), try .product("2.0")]) == ["equal-versions package(2)"])
        #expect(codes([try .product("1"), try .base("1")]) == [])
    }

    @Test(arguments: [">9", "=1.5", "<1", ">=2", "<=1 >=1.5"])
    func `a constraint that no version meets`(_ constraint: String) throws {
        let packages: [Package] = try [.product("1"), .product("2", product: constraint)]
        #expect(codes(packages).contains("dangling package(1)"))
    }

    @Test func `a constraint on bases where there is none`() throws {
        #expect(codes([try .product("1"), try .product("2", base: ">=1")]) == ["dangling package(1)"])
    }

    @Test func `an origin is what a constraint may name`() throws {
        let packages: [Package] = try [.product("1"), .product("2", base: ">=1")]
        #expect(codes(packages, origins: try GraphSample.origins(.base, "1.5")) == [])
    }

    @Test func `a floor that no package meets, or withdrawn ones only`() throws {
        let packages: [Package] = try [.product("1"), .product("1.5", withdrawn: "recalled"), .product("2")]
        #expect(codes(packages, floors: try GraphSample.floors(.product, "1.7")) == ["unmet-floor floor(0)"])
        #expect(codes(packages, floors: try GraphSample.floors(.product, "1.5")).contains("unmet-floor floor(0)"))
        #expect(codes(packages, floors: try GraphSample.floors(.product, "2")) == [])
    }

    @Test func `a base that needs a product that needs this base`() throws {
        let packages: [Package] = try [
            .product("1"), .product("2", base: ">=2"), .base("2", product: ">=2"), .product("3", product: ">=2"),
        ]
        let faults = GraphSample.faults(packages, origins: try GraphSample.origins(.base, "1"))
        let cycles = faults.filter { $0.code == .cycle }
        #expect(cycles.map(\.subject) == [.package(1)])
        #expect(cycles.first?.text.hasPrefix("b2 needs p3 needs p2 needs b2: ") == true)
    }

    @Test func `a ring with another way in is none`() throws {
        let packages: [Package] = try [.product("1"), .product("2", base: ">=2"), .base("2", product: ">=2")]
        #expect(!codes(packages, origins: try GraphSample.origins(.base, "1", "3")).contains { $0.hasPrefix("cycle") })
    }

    @Test func `a version without an exit that is neither newest nor declared a dead end`() throws {
        let packages: [Package] = try [.product("1"), .product("2"), .product("3", product: "=1")]
        #expect(codes(packages) == ["no-exit package(1)"])
        #expect(codes([packages[0], try .product("2", deadEnd: "hardware"), packages[2]]) == [])
    }

    @Test func `an exit whose base can't be come to from there is none`() throws {
        let packages: [Package] = try [
            .product("2", base: "<2"), .base("2", product: ">=3"), .product("3", base: ">=2"),
        ]
        let origins = try GraphSample.origins(.base, "1", "2.5")
        #expect(codes(packages, origins: origins).contains("no-exit package(0)"))
    }

    @Test func `a withdrawn package needs its exit, also the newest`() throws {
        let packages: [Package] = try [.product("1"), .product("2"), .product("3", withdrawn: "recalled")]
        #expect(codes(packages) == ["no-exit package(2)"])
        #expect(codes(packages + [try .product("3.1")]) == [])
    }

    @Test func `an origin needs its exit`() throws {
        let origins = try GraphSample.origins(.product, "1")
        #expect(codes([try .product("2"), try .product("3", product: ">=2")], origins: origins) == [])
        #expect(codes([try .product("2", product: ">1.1")], origins: origins).contains("no-exit origin(0)"))
    }

    @Test func `every fault is told at once`() throws {
        let packages: [Package] = try [
            .product("1"), .product("1"), .product("2", product: "=1.5"), .product("3"), .base("1"),
            .base("2", product: "=4"), .product("4", base: ">=2"), .product("4.5"), .product("5", product: "=3"),
        ]
        let codes = Set(GraphSample.faults(packages, floors: try GraphSample.floors(.product, "7")).map(\.code))
        #expect(codes == [.duplicateID, .dangling, .unmetFloor, .cycle, .noExit])
    }

    @Test func `a fault says where, what and what to do`() throws {
        let faults = GraphSample.faults([try .product("1"), try .product("2", base: ">=1")])
        #expect(
            faults.map(\.text) == [
                """
                p2 requires base >=1, and no base in the graph is that. Add the package that provides it, name it among the \
                origins, or correct the constraint.
                """
            ])
    }
}
