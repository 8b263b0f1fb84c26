import Testing

@testable import Wording

@Suite("Templates")
struct TemplateTests {
    private func fill(_ template: String, _ values: [String: String] = [:]) -> String {
        Template(template).filled(values, plural: .oneAndOther)
    }

    @Test(arguments: [
        ("plain", "plain"), ("{a}", "1"), ("x{a}y", "x1y"), ("[{a}|none]", "1"), ("[{b}|none]", "none"),
        ("[ by {b}]", ""), ("[{b}[ {a}]|<a|one|many>]", "one"), ("a|b", "a|b"), ("[{b}|{c}|{a}]", "1"),
        ("[{a}[ and {b}]]", "1"), ("<n|one|{n} things>", "3 things"), ("[<b|one|many>|none]", "none"),
    ])
    func fills(template: String, expected: String) {
        #expect(fill(template, ["a": "1", "n": "3"]) == expected)
    }

    @Test func `a value outside of brackets that is missing stays visible`() {
        #expect(fill("It is {a}.") == "It is {a}.")
    }

    @Test func `a value that ends its sentence does not end it twice`() {
        #expect(fill("It failed[: {a}]. It goes on.", ["a": "not found."]) == "It failed: not found. It goes on.")
    }

    @Test func `values are never read as templates`() {
        #expect(fill("{a}", ["a": "[x|{y}]<z|1|2>"]) == "[x|{y}]<z|1|2>")
    }

    @Test(arguments: ["{", "[", "<", "[{a", "<a", "<a|", "]", "}", ">", "[a|", "[[", "{a}]"])
    func `a broken template ends`(template: String) {
        _ = fill(template, ["a": "1"])
    }

    @Test func `the names of all values are known`() {
        #expect(Template("{a}[ {b}|<c|x|{d}>]").names == ["a", "b", "c", "d"])
    }

    @Test func `plural rules`() {
        #expect([0, 1, 2].map(PluralRule.oneAndOther.form) == [1, 0, 1])
        #expect([0, 1, 2].map(PluralRule.noneOrOneAndOther.form) == [0, 0, 1])
    }
}
