import Testing

@testable import ratchet

@Suite("Colour")
struct InkTests {
    private func isOn(_ color: ColorChoice, _ environment: [String: String], isTerminal: Bool = true) -> Bool {
        color.ink(environment: environment, isTerminal: isTerminal).isOn
    }

    @Test(arguments: [
        (["TERM": "xterm"], true, true), (["TERM": "xterm"], false, false), (["TERM": "dumb"], true, false),
        ([:], true, false), (["TERM": "xterm", "NO_COLOR": "1"], true, false),
        (["TERM": "xterm", "NO_COLOR": ""], true, true),
    ])
    func `where nothing is said, a terminal that can show it and a person who wants it decide`(
        environment: [String: String], isTerminal: Bool, expected: Bool
    ) {
        #expect(isOn(.auto, environment, isTerminal: isTerminal) == expected)
    }

    @Test func `what is said decides over everything else`() {
        #expect(isOn(.always, ["TERM": "dumb", "NO_COLOR": "1"], isTerminal: false))
        #expect(!isOn(.never, ["TERM": "xterm"]))
    }

    @Test func `the words are the same with colour and without`() {
        let line: Line = "\("NO", .bad): blocked"
        #expect(line.text == "NO: blocked" && line.painted(.none) == line.text)
        #expect(line.painted(Ink(isOn: true)) == "\u{1B}[31mNO\u{1B}[0m: blocked")
    }

    @Test func `what a device said can't colour anything`() {
        let line: Line = "\("a\u{1B}[31mb\nc", .good) \("\u{1B}]0;x\u{7}")"
        #expect(line.text == "a\u{FFFD}[31mb c \u{FFFD}]0;x\u{FFFD}")
    }

    @Test func `colours take no room in a table`() {
        var table = TextTable(["A", "B"], flexible: 1)
        table.add(["no", "x"], tones: [0: .bad])
        table.add(["longer", "y"])
        let lines = table.lines(on: Canvas(width: 80, ink: Ink(isOn: true)))
        #expect(lines.map(\.text) == ["A       B", "no      x", "longer  y"])
        #expect(lines[1].painted(Ink(isOn: true)) == "\u{1B}[31mno\u{1B}[0m      x")
    }
}

@Suite("Columns of text")
struct TextWidthTests {
    @Test(arguments: [
        ("Anna", 4), ("花子", 4), ("e\u{301}te\u{301}", 3), ("ｍａｃ", 6), ("Mac 💻", 6), ("한국", 4), ("", 0), ("§…", 2),
    ])
    func `a text takes so many columns`(text: String, columns: Int) {
        #expect(TextWidth.of(text) == columns)
    }

    @Test func `names from Asia keep a table in line, and are cut between characters`() {
        var table = TextTable(["NAME", ">NO"], flexible: 0)
        table.add(["花子のMac", "1"])
        table.add(["Anna's iMac", "22"])
        #expect(table.lines(width: 80) == ["NAME         NO", "花子のMac     1", "Anna's iMac  22"])
        #expect(table.lines(width: 12).dropFirst() == ["花子のM…   1", "Anna's …  22"])
    }

    @Test func `a cut name shows it without Unicode too`() {
        var table = TextTable(["NAME"], flexible: 0)
        table.add(["a very long name"])
        #expect(table.lines(on: Canvas(width: 10, glyphs: .ascii)).last == "a very lo~")
    }

    @Test(arguments: [
        ([:], Glyphs.ascii), (["LANG": "C"], .ascii), (["LANG": "C.UTF-8"], .unicode),
        (["LANG": "de_CH.utf8"], .unicode),
        (["LANG": "de_CH.ISO-8859-1"], .ascii), (["LC_ALL": "C", "LANG": "en_US.UTF-8"], .ascii),
        (["LC_CTYPE": "fr_CH.UTF-8@euro", "LANG": "C"], .unicode), (["LC_ALL": "", "LANG": "en_US.UTF-8"], .unicode),
    ])
    func `the locale says which signs there are`(environment: [String: String], glyphs: Glyphs) {
        #expect(Glyphs(environment: environment) == glyphs)
    }

    @Test func `a title with a colour does not change where a line breaks`() {
        let lines = Line.wrapped("one two three four", first: "\("No", .bad): ", width: 12, indent: 2)
        #expect(lines.map(\.text) == ["No: one two", "  three four"])
    }
}
