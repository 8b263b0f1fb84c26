import PackageFile
import RatchetCore
import Testing
import YAMLText

struct PackageFileTests {
    @Test func `a file with everything becomes a graph`() throws {
        let graph = try PackageFile.read(PackageFileSample.full.utf8)
        #expect(graph.product == "Example Remote Support")
        #expect(graph.packages.map(\.id.text) == ["base-6.2", "rs-21.3", "rs-22.4", "rs-22.5", "keys"])
        #expect(graph.packages.map(\.packageClass) == [.base, .product, .product, .product, .licence])
        let package = try #require(graph.packages.first)
        #expect(package.name == "Base Software 6.2")
        #expect(package.requiredBase?.description == ">=6.0 <7")
        #expect(package.requiredProduct?.description == ">=20")
        #expect((package.estimate, package.restarts, package.affectsClients) == (.minutes(45), true, false))
        #expect(package.notes == "https://vendor.example/notes/6.2")
        #expect(package.source == "files/base-6.2.nsb")
        #expect(package.sha256 == String(repeating: "ab", count: 32))
        #expect(package.recovery == Recovery(.vendorSupport, until: "always"))
        #expect(graph.packages[2].isMajor == true)
        #expect(graph.packages[3].withdrawn == "loses sessions")
        #expect(graph.packages[3].deadEnd == "fixed in the next one")
        #expect(
            graph.floors.map { "\($0.packageClass) \($0.version) \($0.reason)" } == ["product 21.3 database format"])
        #expect(graph.origins.map { "\($0.packageClass) \($0.version)" } == ["base 6.0", "product 20.1", "product 19"])
        #expect(graph.origins.last?.deadEnd == "older hardware")
    }

    @Test func `what is not said is as usual`() throws {
        let graph = try PackageFile.read(
            "{product: P, packages: [{id: a, class: product, version: 1}, {id: l, class: licence, version: 1}]}".utf8)
        #expect(graph.packages[0].name == "a")
        #expect(graph.packages[0].estimate == Package.standardEstimate)
        #expect(graph.packages.map(\.restarts) == [true, false])
        #expect(graph.packages.map(\.affectsClients) == [true, false])
    }

    @Test func `JSON is read as well`() throws {
        let json = #"{"product": "P", "packages": [{"id": "a", "class": "base", "version": "6.10"}]}"#
        #expect(try PackageFile.read(json.utf8).packages[0].version.text == "6.10")
    }

    @Test func `a version without quotes stays as it is spelt`() throws {
        let graph = try PackageFile.read("{product: P, packages: [{id: a, class: base, version: 6.10}]}".utf8)
        #expect(graph.packages[0].version.text == "6.10")
    }

    @Test func `the longest prefix of a name gives the class`() throws {
        let text = """
            product: P
            prefixes: {base: [Support Base, OS], product: Support}
            packages:
              - {id: a, name: Support Base 6, version: 6}
              - {id: b, name: Support 22, version: 22}
              - {id: c, name: OS 7, version: 7}
            """
        #expect(try PackageFile.read(text.utf8).packages.map(\.packageClass) == [.base, .product, .base])
    }

    @Test func `a name that no prefix fits is refused, never guessed`() {
        let text = """
            product: P
            prefixes: {product: Support}
            packages:
              - {id: a, name: Support 22, version: 22}
              - {id: b, name: Sport 23, version: 23}
            """
        #expect(
            faults(text) == [
                #"line 5: packages[1]: has no class, and no prefix fits its name "Sport 23"; "#
                    + "say class: (base, product, licence), or add a prefix"
            ])
    }

    @Test func `every fault is told at once with its line`() {
        let text = """
            product: P
            packages:
              - {id: a, class: product, version: 1.x}
              - {id: b, class: prodct, version: 2}
              - {id: c, class: product, version: 3, requires: {base: ">=9"}, estimat: 5m}
              - {id: d, class: product, version: 4, estimate: 3 weeks, sha256: abc}
              - {id: d, class: product, version: 5, recovery: {way: pray}}
            floors:
              - {version: 9, reason: none}
            """
        let found = faults(text)
        #expect(
            found.map { $0.prefix { $0 != ":" } } == [
                "line 3", "line 4", "line 5", "line 5", "line 6", "line 6", "line 7", "line 7", "line 9",
            ])
        #expect(found.contains { $0.contains("did you mean estimate?") })
    }

    @Test func `a package that can't be read makes no other one dangling`() {
        let text = """
            product: P
            packages:
              - {id: a, version: 1}
              - {id: b, class: product, version: 2, requires: {product: "=1"}}
            """
        #expect(faults(text).count == 1)
    }

    @Test(arguments: ["base", "licence"])
    func `what means nothing for a class is refused`(_ packageClass: String) {
        let text =
            "{product: P, packages: [{id: a, class: \(packageClass), version: 1, affectsClients: true, major: true}]}"
        #expect(faults(text).count == 2)
    }

    @Test func `a file that is too large, too deep or has aliases is refused`() {
        #expect(faults(String(repeating: " ", count: PackageFile.limits.octets + 1)).count == 1)
        let deep = String(repeating: "[", count: 20) + String(repeating: "]", count: 20)
        #expect(faults("{product: P, packages: \(deep)}").count == 1)
        #expect(faults("{product: &p P, packages: [*p]}").count == 1)
    }

    private func faults(_ text: String) -> [String] {
        do {
            _ = try PackageFile.read(text.utf8)
            return []
        } catch {
            return error.faults.map(\.description)
        }
    }
}

enum PackageFileSample {
    /// Every key there is.
    static let full = """
        product: Example Remote Support
        prefixes:
          base: Base Software
          product: [Remote Support]
        origins:
          base: ["6.0"]
          product: ["20.1", {version: "19", deadEnd: older hardware}]
        floors:
          - {class: product, version: "21.3", reason: database format}
        packages:
          - id: base-6.2
            name: Base Software 6.2
            version: "6.2"
            requires: {base: ">=6.0 <7", product: ">=20"}
            estimate: 45m
            restarts: true
            notes: https://vendor.example/notes/6.2
            source: files/base-6.2.nsb
            sha256: ABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABAB
            recovery: {way: vendor-support, until: always}
          - {id: rs-21.3, name: Remote Support 21.3, version: "21.3"}
          - {id: rs-22.4, class: product, version: "22.4", requires: {base: ">=6.2"}, major: true, affectsClients: true}
          - {id: rs-22.5, class: product, version: "22.5", withdrawn: loses sessions, deadEnd: fixed in the next one}
          - {id: keys, class: licence, version: "1"}
        """
}
