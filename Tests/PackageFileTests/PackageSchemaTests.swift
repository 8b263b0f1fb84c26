import Foundation
import RatchetCore
import Testing
import YAMLText

@testable import PackageFile

/// The schema says what the reader reads.
struct PackageSchemaTests {
    private let schema: [String: Any]

    init() throws {
        let value = try JSONSerialization.jsonObject(with: Data(PackageSchema.json.utf8))
        schema = try #require(value as? [String: Any])
    }

    private func part(_ path: String...) throws -> [String: Any] {
        try path.reduce(schema) { try #require($0[$1] as? [String: Any], "\($1)") }
    }

    private func definition(_ name: String) throws -> [String: Any] { try part("$defs", name) }

    private func keys(_ object: [String: Any]) throws -> Set<String> {
        Set(try #require(object["properties"] as? [String: Any]).keys)
    }

    @Test func `it has the same keys as the reader`() throws {
        #expect(try keys(schema) == Set(PackageFileKeys.file))
        #expect(try keys(definition("package")) == Set(PackageFileKeys.package))
        #expect(try keys(definition("floor")) == Set(PackageFileKeys.floor))
        #expect(try keys(part("$defs", "package", "properties", "requires")) == Set(PackageFileKeys.versioned))
        #expect(try keys(part("$defs", "package", "properties", "recovery")) == Set(PackageFileKeys.recovery))
        #expect(try keys(part("properties", "origins")) == Set(PackageFileKeys.versioned))
        #expect(try keys(part("properties", "prefixes")) == Set(PackageFileKeys.classes))
        let origin = try #require(part("$defs", "origins", "items")["oneOf"] as? [[String: Any]])
        #expect(try keys(try #require(origin.last)) == Set(PackageFileKeys.origin))
    }

    @Test func `it has the same words for classes and ways of recovery`() throws {
        let properties = try part("$defs", "package", "properties")
        #expect((properties["class"] as? [String: Any])?["enum"] as? [String] == PackageFileKeys.classes)
        let way = try part("$defs", "package", "properties", "recovery", "properties", "way")
        #expect(way["enum"] as? [String] == Recovery.Way.allCases.map(\.rawValue))
    }

    @Test func `it refuses keys that there are not, at every level`() throws {
        for name in ["package", "floor"] { #expect(try definition(name)["additionalProperties"] as? Bool == false) }
        #expect(schema["additionalProperties"] as? Bool == false)
        #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    }

    @Test func `an example with every key fits it`() throws {
        let document = try YAMLDocument.read(PackageFileSample.full.utf8)
        guard case .fields(let fields) = document.content else {
            Issue.record("the example is no mapping")
            return
        }
        #expect(Set(fields.map(\.key)) == (try keys(schema)))
        let packages = fields.first { $0.key == "packages" }?.value.content
        guard case .list(let list) = packages else {
            Issue.record("the example has no packages")
            return
        }
        let used = list.flatMap { value -> [String] in
            if case .fields(let fields) = value.content { fields.map(\.key) } else { [] }
        }
        #expect(Set(used) == (try keys(definition("package"))))
    }
}
