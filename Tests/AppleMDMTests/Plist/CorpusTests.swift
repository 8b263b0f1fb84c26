import AppleMDM
import Foundation
import Testing

/// Reads the fuzzer's corpus: inputs that once did harm, and those that reach most of the code.
@Suite struct CorpusTests {
    private static func inputs(_ target: String) -> [URL] {
        let corpus = URL(filePath: #filePath).appending(path: "../../../../Fuzz/corpus/\(target)").standardized
        return (try? FileManager.default.contentsOfDirectory(at: corpus, includingPropertiesForKeys: nil)) ?? []
    }

    @Test func theCorpusIsThere() {
        for target in ["check-in", "device-report", "command"] { #expect(!Self.inputs(target).isEmpty) }
    }

    @Test(arguments: inputs("check-in"))
    func aCheckInIsWrittenAsItIsRead(input: URL) throws { try roundTrip(CheckInMessage.self, input) }

    @Test(arguments: inputs("device-report"))
    func aReportIsWrittenAsItIsRead(input: URL) throws { try roundTrip(DeviceReport.self, input) }

    @Test(arguments: inputs("command"))
    func aCommandIsWrittenAsItIsRead(input: URL) throws { try roundTrip(CommandEnvelope.self, input) }

    /// What is refused is refused in order; that is all there is to it.
    private func roundTrip<Message: PlistMessage>(_ type: Message.Type, _ input: URL) throws {
        guard let message = try? Message(plist: try Data(contentsOf: input)) else { return }
        let written = message.plist()
        #expect(try Message(plist: written).plist() == written)
    }
}
