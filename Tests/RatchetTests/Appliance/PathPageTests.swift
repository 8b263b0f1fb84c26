import AdminAPI
import PackageFile
import RatchetCore
import Testing

@testable import ratchet

/// What a person sees of a path.
struct PathPageTests {
    private let graph: ReleaseGraph

    init() throws {
        graph = try PackageFile.read(
            """
            product: P
            origins: {base: ["1"], product: ["20"]}
            floors: [{version: "21", reason: the database changes}]
            packages:
              - {id: base-2, class: base, version: "2", estimate: 30m}
              - {id: p-21.4, class: product, version: "21.4"}
              - {id: p-22, class: product, version: "22", requires: {base: ">=2"}}
              - {id: p-23, class: product, version: "23", withdrawn: recalled, deadEnd: to be followed}
            """.utf8)
    }

    private func page(_ product: String, to target: PathTarget = .newest) throws -> String {
        let installed = InstalledVersions(base: PackageVersion("1"), product: PackageVersion(product))
        let path = PathResource(graph.path(from: installed, to: target), from: installed)
        return PathPage(path: path).lines(on: Canvas(width: 120)).map(\.text).joined(separator: "\n")
    }

    @Test func `P1: a path is a table of its hops with what each is there for`() throws {
        #expect(
            try page("20") == """
                HOP  PACKAGE  CLASS    FROM  TO    ESTIMATE  WHY
                  1  p-21.4   product  20    21.4       1 h  required stop 21: the database changes
                  2  base-2   base     1     2       30 min  needed by p-22
                  3  p-22     product  21.4  22         1 h  the target

                3 hops to product 22 on base 2: about 2 h 30 min, and a soak after each product hop but the last.
                """)
    }

    @Test func `P7: no path is told with what is in the way and how far one comes`() throws {
        let target = PathTarget.package(try #require(PackageID("p-23")))
        let text = try page("21.4", to: target)
        #expect(text.hasPrefix("There is no path to p-23 (P7).\n  p-23: has been withdrawn: recalled.\n"))
        #expect(text.contains("The nearest that can be reached is product 22 on base 2:"))
        #expect(text.hasSuffix("the nearest"))
    }

    @Test func `P6: what the graph does not know is named with the way out`() throws {
        let text = try page("20.5")
        #expect(text.hasPrefix("The graph does not know product 20.5: "))
        #expect(text.contains("`ratchet appliance snapshot`"))
    }
}
