import Foundation
import Testing

/// What is not in the catalog is prepared on neither engine before it is needed, so nothing may be left out.
@Suite("The catalog of statements")
struct StatementCatalogTests {
    private static let sources = (1...3).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        .appending(path: "Sources/Storage")

    /// Every file that has statements; what migrates is a different thing on each engine.
    private static func files() throws -> [(name: String, text: String)] {
        let all = FileManager.default.enumerator(atPath: sources.path)?.compactMap { $0 as? String } ?? []
        return try all.filter { $0.hasSuffix(".swift") && !$0.hasSuffix("MigrationRunner.swift") }.sorted().map {
            ($0, try String(contentsOf: sources.appending(path: $0), encoding: .utf8))
        }
    }

    @Test func `every statement is in the list of its noun, and every list in the catalog`() throws {
        let files = try Self.files()
        let catalog = try #require(files.first { $0.name.hasSuffix("StatementCatalog.swift") }).text
        var count = 0
        for (name, text) in files {
            guard let noun = text.firstMatch(of: #/enum (\w+SQL)\b/#)?.1 else { continue }
            let list = try #require(text.firstMatch(of: #/static let all = \[([^\]]*)\]/#), "\(name)").1
            let listed = Set(list.matches(of: #/\w+/#).map { String($0.0) })
            let statements = text.matches(of: #/static let (\w+)(: SQLStatement)? = (SQLStatement\(|")/#)
            for statement in statements where !statement.0.hasSuffix("\"") || statement.2 != nil {
                #expect(listed.contains(String(statement.1)), "\(name): \(statement.1) is not in `all`")
                count += 1
            }
            #expect(catalog.contains("\(noun).all"), "\(noun).all is not in StatementCatalog")
        }
        #expect(count > 100)
    }
}
