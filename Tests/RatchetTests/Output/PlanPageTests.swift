import AdminAPI
import Foundation
import RatchetCore
import Testing

@testable import ratchet

@Suite("A plan's page")
struct PlanPageTests {
    /// Twenty thousand devices, a third of them done, one in eight hundred with trouble.
    private func plan(attention: Int = 25, deadline: String = "2026-05-15T19:00:00") throws -> PlanResource {
        let steps: [(String, Int, String)] = [
            (
                "covered", 20_000,
                #"{"answer":"yes","reason":"current","devices":1975},{"answer":"no","reason":"not-supervised","devices":25}"#
            ),
            ("planned", 18_000, ""), ("offered", 18_000, #"{"answer":"not-yet","reason":"offered","devices":2000}"#),
            ("delivered", 16_000, ""),
            ("downloading", 16_000, #"{"answer":"not-yet","reason":"downloading","devices":9333}"#),
            ("prepared", 6667, ""), ("installing", 6667, ""),
            ("done", 6667, #"{"answer":"yes","reason":"current","devices":6667}"#),
        ]
        let funnel = steps.map { #"{"station":"\#($0.0)","reached":\#($0.1),"here":[\#($0.2)]}"# }.joined(
            separator: ",")
        let points = (1...60).map { index in
            let at = Instant(seconds: 1_777_637_100 + Int64(index) * 21_600)
            return #"{"at":"\#(at)","done":\#(6667 * index / 60)}"#
        }.joined(separator: ",")
        let device = """
            {"id":"a","number":7,"identifier":"U","name":"Anna's Mac","enrolment":"enrolled","kind":"device","osName":"26.3",
             "firstContact":"2026-05-01T12:05:00Z","lastContact":"2026-05-01T12:05:00Z","bootstrapToken":{},
             "verdict":{"answer":"no","reason":"not-supervised"}}
            """
        let shown = Array(repeating: device, count: min(attention, 20)).joined(separator: ",")
        let json = """
            {"id":"p","number":3,"name":"26.4 for all \\u001b[31m","rule":"latest","scope":{"everything":true},
             "deadline":{"days":14,"at":"19:00"},"priority":0,"followImprovements":true,
             "createdAt":"2026-05-01T12:05:00Z","state":"active","enforcements":{"open":{},"ended":{}},"installing":0,
             "total":20000,"funnel":[\(funnel)],
             "verdicts":[{"answer":"no","reason":"not-supervised","devices":25,"text":"The Mac is not supervised."}],
             "curve":{"from":"2026-05-01T12:05:00Z","until":"2026-05-16T12:05:00Z","firstDeadline":"\(deadline)",
                      "lastDeadline":"\(deadline)","points":[\(points)]},
             "attention":{"count":\(attention),"devices":[\(shown)]}}
            """
        return try JSONDecoder().decode(PlanResource.self, from: Data(json.utf8))
    }

    private func lines(_ width: Int, _ glyphs: Glyphs = .unicode, attention: Int = 25) throws -> [String] {
        let now = try #require(Instant(rfc3339: "2026-05-16T12:05:00Z"))
        return PlanPage(plan: try plan(attention: attention), now: now).lines(on: Canvas(width: width, glyphs: glyphs))
            .map(\.text)
    }

    @Test(arguments: [80, 120, 200])
    func `it fits the terminal`(width: Int) throws {
        let lines = try lines(width)
        for line in lines {
            #expect(line.count <= width && !line.contains("\u{1B}") && line.last != " ", "\(line)")
        }
        #expect(lines[1] == "  State     active since 2026-05-01 12:05 UTC, 15 days ago")
        #expect(lines.contains { $0.hasPrefix("downloading    16000   80 %  ") && $0.contains("9333 downloading") })
    }

    @Test func `a wide terminal gets longer bars and a wider curve`() throws {
        let widths = try [80, 200].map { width in
            let lines = try lines(width)
            let bar = lines.first { $0.hasPrefix("covered") }?.count { "█▒·".contains($0) } ?? 0
            return [bar, lines.first { $0.contains("└") }?.count ?? 0]
        }
        #expect(widths == [[20, 67], [60, 187]])
    }

    @Test func `a bar shows who has gone further, who is here, and who is missing`() {
        #expect(Bar.text(8, here: 2, of: 10, width: 10, .unicode) == "██████▒▒··")
        #expect(Bar.text(8, here: 2, of: 10, width: 10, .ascii) == "######==..")
        #expect(Bar.text(1, here: 1, of: 20_000, width: 10, .unicode) == "▒·········", "one device is seen")
        #expect(Bar.text(20_000, here: 1, of: 20_000, width: 10, .unicode) == "█████████▒")
        #expect(Bar.text(0, of: 0, width: 3, .unicode) == "···")
    }

    @Test func `a share is neither nothing nor all where that is not so`() {
        #expect(
            [0, 1, 10_000, 19_999, 20_000].map { Bar.share($0, of: 20_000) } == [
                "0 %", "<1 %", "50 %", "99 %", "100 %",
            ])
    }

    @Test func `the curve has its counts and its times, and the deadline where it is over`() throws {
        let lines = try lines(80)
        let top = try #require(lines.firstIndex { $0.hasPrefix("18000 │") })
        #expect(
            lines[top].contains("│") && lines[top].dropFirst(7).contains("│"), "the deadline stands above the curve")
        #expect(lines[top + 4].hasPrefix(" 9000 │") && lines[top + 8].hasPrefix("    0 └"))
        #expect(lines[top + 9].contains("2026-05-01 12:05") && lines[top + 9].hasSuffix("2026-05-16 12:05 UTC"))
        #expect(lines.contains("6667 of the 18000 devices that it could tell run their target."))
    }

    @Test func `without UTF-8 everything is ASCII`() throws {
        #expect(try lines(80, .ascii).allSatisfy { $0.replacing("\u{FFFD}", with: "").allSatisfy(\.isASCII) })
    }

    @Test func `twenty devices that need a look are shown, and how to see the others`() throws {
        let lines = try lines(80)
        #expect(lines.contains("To look at: 25 devices"))
        #expect(lines.filter { $0.contains("Anna's Mac") }.count == 20)
        #expect(lines.last == "and 5 more: ratchet devices --plan 3 --attention")
        #expect(try self.lines(80, attention: 0).last?.hasPrefix("Nobody needs a look.") == true)
    }

    @Test func `a plan that was made just now has a page`() throws {
        var plan = try plan(attention: 0)
        (plan.funnel, plan.curve, plan.verdicts, plan.total) = ([], nil, [], 0)
        let lines = PlanPage(plan: plan, now: .present).lines(on: Canvas(width: 80)).map(\.text)
        #expect(lines.contains("  For       every device, 0 devices now"))
    }
}
