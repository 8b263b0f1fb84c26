import AdminAPI
import Foundation
import RatchetCore
import Testing

@testable import ratchet

@Suite("An explanation's page")
struct ExplanationPageTests {
    private func explanation(zone: String?, serial: String = "C02XYZ") throws -> ExplanationResource {
        let evidence = #"{"kind":"status-report","at":"2026-05-02T09:14:03Z","ref":"report-1"}"#
        let later = #"{"kind":"check-in","at":"2026-05-02T10:14:03Z","ref":"last contact"}"#
        let json = """
            {"device":{"id":"a","number":3,"identifier":"U","serial":"\(serial)","name":"Anna's Mac","osName":"26.3",
                       "build":"25D125","enrolment":"enrolled","kind":"device","supervised":true,
                       "timeZone":\(zone.map { "\"\($0)\"" } ?? "null"),"firstContact":"2026-05-01T12:05:00Z",
                       "lastContact":"2026-05-02T12:00:00Z","bootstrapToken":{},
                       "verdict":{"answer":"not-yet","reason":"prepared"}},
             "verdict":{"answer":"not-yet","reason":"prepared","since":"2026-05-02T09:14:03Z","evidence":[\(evidence)],
                        "next":{"event":"install","by":"2026-05-16T07:00:00Z","byLocal":"2026-05-15T19:00:00","text":"x"},
                        "causes":[{"reason":"user-decides","wayOut":"ask-user","text":"The user decides until the deadline.",
                                   "wayOutText":"Ask the user to install it.","evidence":[\(later)]}],
                        "text":"26.4 is ready on the device."},
             "enforcement":{"id":"e","state":"prepared","phase":{"number":4,"name":"notification"},
                            "target":{"version":"26.4"},"deadline":"2026-05-15T19:00:00",
                            "deadlineWindow":{"earliest":"2026-05-15T05:00:00Z","latest":"2026-05-16T07:00:00Z"},
                            "plannedAt":"2026-05-01T12:00:00Z","offeredAt":"2026-05-01T12:00:01Z",
                            "since":"2026-05-02T09:14:03Z","evidence":\(evidence),"refusals":[],
                            "plan":{"id":"p","number":1,"name":"latest"}},
             "plans":[],"history":[],
             "expectedNotices":[{"kind":"daily","from":"2026-05-02T09:14:10","until":"2026-05-14T19:00:00",
                                 "expected":true,"text":"The device reminds its user about once a day."}]}
            """
        return try JSONDecoder().decode(ExplanationResource.self, from: Data(json.utf8))
    }

    private func lines(_ width: Int = 80, zone: String? = nil, serial: String = "C02XYZ") throws -> [String] {
        let now = try #require(Instant(rfc3339: "2026-05-02T12:14:03Z"))
        let explanation = try explanation(zone: zone, serial: serial)
        return ExplanationPage(explanation: explanation, canvas: Canvas(width: width), now: now).lines.map(\.text)
    }

    @Test func `it reads from top to bottom: who, where and since when, what is next, causes, what the user sees`()
        throws
    {
        let expected = """
            Device 3, Anna's Mac
              serial C02XYZ, U
              runs 26.3 (25D125), enrolled, supervised; last contact 2026-05-02 12:00 UTC,
              14 minutes ago

            NOT YET: prepared since 2026-05-02 09:14 UTC, 3 hours ago
              26.4 is ready on the device.
              Evidence: status-report, report-1

             1 discovery  2 declaration  3 preparation [4 notification]
             5 installation  6 confirmation  7 removal

              Target    26.4
              Plan      1, latest
              Deadline  2026-05-15 19:00 on its own clock
                        which is between 2026-05-15 05:00 UTC and 2026-05-16 07:00 UTC, the
                        latter in 13 days
              Offered   2026-05-01 12:00 UTC, 24 hours ago

            Next: install, by its deadline

            What may stand in the way, and the way out
              - The user decides until the deadline. (user-decides; check-in at 2026-05-02
                10:14 UTC, 2 hours ago)
                Ask the user to install it. (ask-user)

            What the user is expected to see (no device reports it)
              FROM (ITS CLOCK)  UNTIL                       NOTICE
              2026-05-02 09:14  2026-05-14 19:00  expected  The device reminds its user
                                                            about once a day.
            """
        let (lines, wanted) = (try lines(), expected.components(separatedBy: "\n"))
        #expect(lines.count == wanted.count)
        for (line, wanted) in zip(lines, wanted) { #expect(line == wanted) }
    }

    @Test func `where the zone is known, its clock and the moment of its deadline are shown`() throws {
        let lines = try lines(zone: "Asia/Tokyo").map { $0.trimmingCharacters(in: .whitespaces) }
        #expect(lines.contains("Deadline  2026-05-15 19:00 on its own clock (Asia/Tokyo)"))
        #expect(lines.contains("that is 2026-05-15 10:00 UTC, in 12 days"))
        #expect(lines.joined(separator: " ").contains("its clock shows 2026-05-02 21:14 (Asia/Tokyo)"))
    }

    @Test(arguments: [80, 200])
    func `what a device says can't steer the terminal, and sentences stay narrow`(width: Int) throws {
        let lines = try lines(width, serial: "\\u001b[2J" + String(repeating: "word ", count: 60))
        #expect(lines.allSatisfy { !$0.contains("\u{1B}") && $0.count <= min(width, 120) })
    }
}

@Suite("A failure for a program")
struct FailureTests {
    private func fields(_ failure: CommandFailure) throws -> [String: Any] {
        #expect(!failure.json.contains("\n"))
        return try #require(try JSONSerialization.jsonObject(with: Data(failure.json.utf8)) as? [String: Any])
    }

    @Test func `it has the code that the interface gave it, and the exit code`() throws {
        let json = """
            {"type":"t","title":"Title","status":404,"code":"no-such-device","detail":"No \\"x\\".","faults":[]}
            """
        let problem = try JSONDecoder().decode(ProblemResource.self, from: Data(json.utf8))
        let fields = try fields(CommandFailure(problem))
        #expect(fields["code"] as? String == "no-such-device" && fields["exitCode"] as? Int == 4)
        #expect(fields["detail"] as? String == "No \"x\"." && (fields["faults"] as? [Any])?.isEmpty == true)
    }

    @Test func `what never reached a server has one too`() throws {
        let fields = try fields(CommandFailure(.unreachable, "The server\ncan't be reached."))
        #expect(fields["code"] as? String == "unreachable" && fields["exitCode"] as? Int == 3)
    }

    @Test func `words for people are broken line by line, as far in as they were`() {
        let text = Terminal.wrapped(lines: "Title:\n  --option: one two three", width: 16)
        #expect(text == "Title:\n  --option: one\n  two three")
    }
}
