import AppleLookup
import Foundation
import Testing

/// Reads the fuzzer's corpus: inputs that once did harm, and those that reach most of the code.
@Suite struct CorpusTests {
    private static func inputs() -> [URL] {
        let corpus = URL(filePath: #filePath).appending(path: "../../../../Fuzz/corpus/lookup-feed").standardized
        return (try? FileManager.default.contentsOfDirectory(at: corpus, includingPropertiesForKeys: nil)) ?? []
    }

    @Test func theCorpusIsThere() { #expect(!Self.inputs().isEmpty) }

    @Test(arguments: inputs())
    func aFeedIsWrittenAsItIsRead(input: URL) throws {
        guard let feed = try? LookupFeed(json: try Data(contentsOf: input)) else { return }
        let again = try LookupFeed(json: feed.json())
        #expect(Set(again.rows) == Set(feed.rows) && again.lists == feed.lists && again.problems.isEmpty)
    }
}
