import ApplianceDrivers
import Foundation
import RatchetCore
import Testing

/// Reads the fuzzer's corpus of answers; the first octet of each says for which verb it is.
struct CorpusTests {
    private static let folder = URL(filePath: #filePath)
        .appending(path: "../../../../Fuzz/corpus/driver-answer").standardized

    private static var inputs: [URL] {
        (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    }

    @Test func `the corpus has an answer to each verb`() throws {
        for (index, verb) in DriverVerb.allCases.enumerated() {
            let input = try Data(contentsOf: Self.folder.appending(path: verb.rawValue))
            #expect(input.first.map { Int($0 & 7) } == index)
            guard case .answer = try AnswerReader.read(input.dropFirst(), for: verb) else {
                Issue.record("\(verb.rawValue) is no answer")
                continue
            }
        }
    }

    @Test(arguments: inputs) func `no answer of the corpus is read into a text that a store can't keep`(input: URL)
        throws
    {
        let input = try Data(contentsOf: input)
        let verb = DriverVerb.allCases[Int((input.first ?? 0) & 7)]
        guard let reading = try? AnswerReader.read(Data(input.dropFirst()), for: verb) else { return }
        #expect(!"\(reading)".unicodeScalars.contains("\u{0}"))
    }
}
