import Testing

@testable import ratchet

@Suite("A place on the terminal that is drawn over and over")
struct ScreenTests {
    @Test func `only lines that changed are written again`() {
        var screen = Screen()
        #expect(screen.update(to: ["a", "b", "c"]) == "\u{1B}[2Ka\n\u{1B}[2Kb\n\u{1B}[2Kc\n")
        #expect(screen.update(to: ["a", "x", "c"]) == "\u{1B}[3F\n\u{1B}[2Kx\n\n")
        #expect(screen.update(to: ["a"]) == "\u{1B}[3F\n\u{1B}[0J")
    }

    @Test func `what stays is written above the picture`() {
        var screen = Screen()
        #expect(screen.say(["first"]) == "first\n")
        _ = screen.update(to: ["a", "b"])
        #expect(screen.say(["second"]) == "\u{1B}[2F\u{1B}[0Jsecond\n\u{1B}[2Ka\n\u{1B}[2Kb\n")
        #expect(screen.update(to: ["a", "c"]) == "\u{1B}[2F\n\u{1B}[2Kc\n")
    }

    @Test func `a terminal of another size is drawn anew`() {
        var screen = Screen()
        _ = screen.update(to: ["a"], size: (80, 24))
        #expect(screen.update(to: ["a"], size: (80, 24)) == "\u{1B}[1F\n")
        #expect(screen.update(to: ["a"], size: (60, 24)) == "\u{1B}[2J\u{1B}[Ha\n")
    }
}
