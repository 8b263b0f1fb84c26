import AppleDDM
import Foundation
import Testing

/// Reads the fuzzer's corpus: inputs that once did harm, and those that reach most of the code.
@Suite struct CorpusTests {
    private static func inputs(_ target: String) -> [URL] {
        let corpus = URL(filePath: #filePath).appending(path: "../../../../Fuzz/corpus/\(target)").standardized
        return (try? FileManager.default.contentsOfDirectory(at: corpus, includingPropertiesForKeys: nil)) ?? []
    }

    @Test func theCorpusIsThere() {
        for target in ["json", "status-report", "status-merge", "declaration", "endpoint"] {
            #expect(!Self.inputs(target).isEmpty)
        }
    }

    @Test(arguments: inputs("json"))
    func jsonIsWrittenAsItIsRead(input: URL) throws {
        guard let document = try? JSONDocument(repairing: try Data(contentsOf: input)) else { return }
        let written = document.root.json()
        #expect(try JSONValue(json: written) == document.root)
        #expect(try JSONValue(json: written).json() == written)
    }

    @Test(arguments: inputs("status-report"))
    func aReportIsWrittenAsItIsRead(input: URL) throws {
        guard let report = try? StatusReport(json: try Data(contentsOf: input)) else { return }
        let again = try StatusReport(json: report.json())
        #expect(again.items == report.items && again.errors == report.errors)
        #expect(again.isFullReport == report.isFullReport)
    }

    @Test(arguments: inputs("status-merge"))
    func aReportThatComesTwiceChangesNothingMore(input: URL) throws {
        var known: [String: JSONValue] = [:]
        for line in try Data(contentsOf: input).split(separator: UInt8(ascii: "\n")) {
            guard let report = try? StatusReport(json: line) else { continue }
            known = StatusMerge.apply(report, onto: known)
            #expect(StatusMerge.apply(report, onto: known) == known)
        }
    }

    @Test(arguments: inputs("declaration"))
    func aDeclarationIsWrittenAsItIsRead(input: URL) throws {
        let json = try Data(contentsOf: input)
        if let declaration = try? Declaration(json: json) {
            #expect(try Declaration(json: declaration.json()) == declaration)
        }
        if let items = try? DeclarationItemsResponse(json: json) {
            #expect(try DeclarationItemsResponse(json: items.json()) == items)
        }
        if let tokens = try? TokensResponse(json: json) {
            #expect(try TokensResponse(json: tokens.json()) == tokens)
        }
    }

    @Test(arguments: inputs("endpoint"))
    func anEndpointIsWrittenAsItIsRead(input: URL) throws {
        let text = String(decoding: try Data(contentsOf: input), as: UTF8.self)
        #expect(DeclarativeManagementEndpoint(text).text == text)
    }
}
