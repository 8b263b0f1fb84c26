import AdminAPI
import Foundation
import RatchetCore
import Testing

@testable import ratchet

/// What a person sees of an appliance that is explained.
struct ApplianceExplanationPageTests {
    private static let verdict = """
        {"answer":"no","reason":"appliance-frozen","since":"2026-05-02T09:14:03Z","evidence":[],"text":"It has failed.",
         "causes":[{"reason":"appliance-frozen","wayOut":"call-vendor","text":"x","wayOutText":"Call the vendor.",
                    "evidence":[]}]}
        """

    private static func hop(_ number: Int, _ package: String, _ packageClass: String, done: Bool) -> String {
        """
        {"number":\(number),"package":"\(package)","name":"\(package)","class":"\(packageClass)","before":{"base":"5"},
         "after":{"base":"6","product":"22"},"isMajor":false,"estimateSeconds":60,"isDone":\(done),
         "impact":{"unavailableSeconds":660,"restarts":true,"sessionsClosed":7,"clientsFollow":false}}
        """
    }

    private static func attempt(_ trouble: String) -> String {
        """
        {"key":"k","package":"base-7","startedAt":"2026-05-02T09:10:00Z","silentAt":"2026-05-02T09:40:00Z",
         "hasOverrun":false,"isByHand":false\(trouble)}
        """
    }

    private static let forecast = """
        {"windows":1,"finishesAt":"2026-05-03T10:00:00Z","entries":[
         {"package":"product-24","startsAt":"2026-05-03T09:30:00Z","endsAt":"2026-05-03T10:00:00Z",
          "windowStart":"2026-05-02T00:00:00Z","windowEnd":"2026-05-04T00:00:00Z"}]}
        """

    private func page(
        state: String, attempt: String, facts: String = "", name: String = "support-paris", width: Int = 80
    ) throws -> String {
        let gate = { (rule: String, rest: String) in #"{"rule":\#(rule)\#(rest)}"# }
        let shut = #","isOpen":false,"verdict":\#(Self.verdict)"#
        let waiver = #"{"reason":"no lab","by":"anna","at":"2026-05-01"}"#
        let waived = #","isOpen":true,"verdict":\#(Self.verdict),"waived":\#(waiver)"#
        let open = #","isOpen":true"#
        let json = """
            {"details":{"appliance":{"id":"a","number":1,"name":"\(name)","product":"RS","role":"production","driver":"d",
                "address":"h","adoptedAt":"2026-05-01T00:00:00Z","installed":{"base":"6","product":"22"},
                "verdict":\(Self.verdict)},
              "upgrade":{"id":"u","number":3,"state":"\(state)","since":"2026-05-02T09:14:03Z",
                "evidence":{"kind":"hop","at":"2026-05-02T09:14:03Z","ref":"-"},"target":{"product":"24","base":"7"},
                "plannedBy":"anna","plannedAt":"2026-05-01T00:00:00Z","done":1,"waivers":[],"attempt":\(attempt),
                "hops":[\(Self.hop(1, "product-22", "product", done: true)),\(Self.hop(2, "base-7", "base", done: false)),
                        \(Self.hop(3, "product-24", "product", done: false))]},
              "gates":[\(gate("\"G6\"", open)),\(gate("\"G6\"", open)),\(gate("\"G1\"", shut)),\(gate("\"G5\"", waived)),
                       \(gate("null", open)),\(gate("null", shut))],
              "facts":{"verbs":[],"lacking":[],"inventory":{},"health":{},"backup":{},"certificate":{},"staged":[],
                       "supportBundle":{"value":"bundle.tgz"},"measured":[]\(facts)},
              "call":{"key":"k","verb":"install","startedAt":"2026-05-02T09:10:00Z",
                      "progress":{"fraction":0.5,"message":"unpacking","at":"2026-05-02T09:12:00Z"}},
              "soak":{"origin":"hop","startedAt":"2026-05-02T06:14:03Z","endsAt":"2026-05-02T12:14:03Z","isOver":false},
              "checkpoints":[]},
             "verdict":\(Self.verdict),"forecast":\(Self.forecast),"events":[],
             "history":[{"id":"h","package":"product-22","before":{},"after":{"product":"22"},
                         "endedAt":"2026-05-02T06:14:03Z","outcome":"verified"}]}
            """
        let explanation = try JSONDecoder().decode(ApplianceExplanationResource.self, from: Data(json.utf8))
        let now = try #require(Instant(rfc3339: "2026-05-02T09:14:03Z"))
        let page = ApplianceExplanationPage(
            explanation: explanation, canvas: Canvas(width: width, glyphs: .ascii), now: now)
        return page.lines.map(\.text).joined(separator: "\n")
    }

    @Test func `D1: the first line about a frozen appliance begins with "Do not restart", and no finish is promised`()
        throws
    {
        let text = try page(
            state: "frozen", attempt: Self.attempt(#","trouble":"the installer ended""#),
            facts: #","freeze":{"package":"base-7","reason":"the installer ended","at":"2026-05-02T09:14:03Z"}"#)
        #expect(text.hasPrefix("Do not restart support-paris.\n"))
        #expect(text.contains("failed (D1): the"))
        #expect(text.contains("bundle.tgz"))
        #expect(text.contains("  - Call the vendor. (call-vendor)"))
        #expect(text.contains("2  base-7      base     7   failed") || text.contains("failed   the installer ended"))
        #expect(!text.contains("at the earliest"))
    }

    @Test func `the way shows what is done, what is under way with its progress, and what is to come`() throws {
        let text = try page(state: "installing", attempt: Self.attempt(""), width: 120)
        #expect(text.contains("Upgrade 3 to product 24 on base 7: installing, 1 of 3 hops done"))
        #expect(text.contains("done       2026-05-02 06:14"))
        #expect(text.contains("##########.......... 50 %, installing, unpacking, began 2026-05-02 09:10"))
        #expect(text.contains("to come    2026-05-03 09:30 at the earliest"))
        #expect(text.contains("Done at the earliest 2026-05-03 10:00 UTC"))
    }

    @Test func `S1: the soak's clock is drawn between the hop that was and those to come`() throws {
        let lines = try page(state: "waiting", attempt: "null", width: 120).split(separator: "\n")
        let soak = try #require(lines.firstIndex { $0.contains(" soak ") && $0.contains("##########..........") })
        #expect(lines[soak].hasSuffix("until 2026-05-02 12:14, in 3 hours"))
        #expect(lines[soak - 1].contains("product-22") && lines[soak + 1].contains("base-7"))
    }

    @Test func `gates stand under their rules, open, shut or waived, and one rule's open gates as one`() throws {
        let text = try page(state: "waiting", attempt: "null", width: 120)
        let gates = text.split(separator: "\n").map(String.init).drop { !$0.hasPrefix("The gates of base-7") }
            .prefix { !$0.hasPrefix("Hops") }
        #expect(gates.count { $0.hasPrefix("  G6  ") } == 1)
        let backup = gates.first { $0.hasPrefix("  G1    backup") }
        let run = gates.first { $0.hasPrefix("  G5    test run") }
        #expect(backup?.hasSuffix("shut    It has failed. (appliance-frozen)") == true)
        #expect(run?.hasSuffix("waived  by anna at 2026-05-01 UTC: no lab") == true)
        // Of the gates that have no rule the shut one.
        #expect(gates.count { $0.hasPrefix("  -  ") } == 1)
    }

    @Test(arguments: [80, 120, 200])
    func `no line is wider than the terminal, and nothing from an appliance steers it`(width: Int) throws {
        let attempt = Self.attempt(#","trouble":"\u001b[31m\#(String(repeating: "long words ", count: 30))""#)
        for state in ["installing", "stopped"] {
            let text = try page(state: state, attempt: attempt, name: "a \\u001b[2J name", width: width)
            #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
            #expect(!text.contains("\u{1B}"))
        }
    }
}
