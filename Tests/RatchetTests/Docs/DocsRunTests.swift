import Foundation
import TestSupport
import Testing

@Suite("Every command in the docs is run")
struct DocsRunTests {
    @Test(arguments: try DocsPage.all())
    func `it does what the page says`(page: DocsPage) async throws {
        guard page.blocks.contains(where: { $0.language == "sh" }) else { return }
        let folder = try TemporaryDirectory()
        try await DocsWalk(page, in: folder.url).follow()
        withExtendedLifetime(folder) {}
    }

    @Test(arguments: try DocsPage.all())
    func `a block with commands says that it is one`(page: DocsPage) {
        for block in page.blocks where block.language != "sh" {
            for line in block.lines {
                let isCommand = ["make ", "ratchet ", "curl ", ".build/"].contains { line.hasPrefix($0) }
                #expect(
                    !isCommand || block.language == "text",
                    "\(page.path):\(block.line): begin the block with ```sh: \(line)")
            }
        }
    }
}
