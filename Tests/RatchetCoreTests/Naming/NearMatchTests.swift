import RatchetCore
import Testing

@Suite("Did you mean")
struct NearMatchTests {
    @Test(arguments: [
        ("crate", ["create", "list", "show"], ["create"]), ("shwo", ["create", "list", "show"], ["show"]),
        ("mac-91", ["mac-9", "mac-19", "mac-1"], ["mac-1", "mac-19", "mac-9"]),
        ("ANNAS MAC", ["Anna's Mac"], ["Anna's Mac"]),
        ("devcies", ["devices"], ["devices"]), ("no", ["do", "go"], []), ("windows", ["macOS", "iOS"], []),
        ("", ["a"], []), ("pilot", [], []),
    ])
    func `a word is near to those that a slip or two make of it`(word: String, words: [String], near: [String]) {
        #expect(NearMatch.of(word, among: words) == near)
    }

    @Test func `the nearest come first, and no more than asked for`() {
        #expect(NearMatch.of("pilots", among: ["pilot", "pilato", "pilots2", "pi"], most: 2) == ["pilot", "pilots2"])
    }

    @Test func `a word that nobody types is near to nothing`() {
        let long = String(repeating: "x", count: 500)
        #expect(NearMatch.of(long, among: [long + "y"]) == [])
    }
}
