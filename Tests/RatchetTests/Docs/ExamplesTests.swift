import Foundation
import Testing

/// The files of docs/examples are what the pages show.
struct ExamplesTests {
    @Test func `every example file is shown on a page as it is`() throws {
        let folder = Project.folder.appending(path: "docs/examples")
        let shown = Set(try DocsPage.all().flatMap(\.blocks).map { $0.lines.joined(separator: "\n") + "\n" })
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".yaml") {
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            // A page may say first which file it is.
            #expect(shown.contains(text) || shown.contains("# \(name)\n\(text)"), "\(name)")
        }
    }
}
