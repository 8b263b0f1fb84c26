import AppleDDM
import Foundation
import Testing

@Suite("Status reports that are JSON but for some text are kept")
struct JSONRepairTests {
    private func report(_ value: String) throws -> StatusReport {
        try StatusReport(json: Data("{\"StatusItems\":{\"softwareupdate\":{\"install-state\":\(value)}}}".utf8))
    }

    @Test(
        "half a surrogate pair becomes U+FFFD",
        arguments: [#""\ud800""#, #""\udc00""#, #""\ud800\ud800""#, #""\ud800x""#])
    func halfPairs(_ value: String) throws {
        let report = try report(value)
        #expect(report[.installState]?.string?.contains("\u{FFFD}") == true)
        #expect(report.faults.count == 1)
    }

    @Test("a number that no type holds becomes its digits, which no item takes for a number")
    func hugeNumber() throws {
        #expect(try report("1e400")[.installState] == .string("1e400"))
    }

    @Test("a byte order mark is dropped")
    func byteOrderMark() throws {
        let json = Data([0xEF, 0xBB, 0xBF]) + Data(#"{"StatusItems":{}}"#.utf8)
        #expect(try StatusReport(json: json).items.isEmpty)
    }

    @Test("octets that are no UTF-8 become U+FFFD")
    func invalidUTF8() throws {
        let json = Data(#"{"StatusItems":{"a":""#.utf8) + Data([0xFF]) + Data(#""}}"#.utf8)
        #expect(try StatusReport(json: json).items["a"] == .string("\u{FFFD}"))
    }

    @Test(
        "what is broken as JSON is still refused",
        arguments: ["{", "{]}", "nul", "{\"a\":1}}", "\u{FEFF}\u{FEFF}{}"])
    func broken(_ json: String) {
        #expect(throws: DDMCodecError.self) { try StatusReport(json: Data(json.utf8)) }
    }
}
