import AppleDDM
import Testing

@Suite struct JSONValueTests {
    private let value: JSONValue = [
        "a": ["b": [1, "x"], "c.d": true], "n": .null, "f": .double(1.5), "s": ["x", "y"],
    ]

    @Test func valuesAreFoundByPath() {
        #expect(value.value(at: "a.b") == [1, "x"])
        #expect(value.value(at: "a")?["c.d"] == true)
        #expect(value.value(at: "a.c.d") == nil)
        #expect(value.value(at: "a.b.c") == nil)
        #expect(value.value(at: "") == nil)
        #expect(value.value(at: "a..b") == nil)
    }

    @Test func accessorsAnswerTheirOwnKindOnly() {
        #expect(value["f"]?.double == 1.5)
        #expect(value["f"]?.int == nil)
        #expect(JSONValue.int(3).double == 3)
        #expect(JSONValue.double(3).int == nil)
        #expect(value["n"]?.isNull == true)
        #expect(value["n"]?.string == nil)
        #expect(value["missing"] == nil)
        #expect(JSONValue.string("a")["b"] == nil)
        #expect(value["s"]?.strings == ["x", "y"])
        #expect(value["a"]?["b"]?.strings == nil)
        #expect(JSONValue.array([]).strings == [])
        #expect(JSONValue.bool(true).int == nil)
    }

    @Test func kindsAreNamedForPeople() {
        let kinds = [JSONValue.null, true, 1, .double(1), "a", [], [:]].map(\.kind)
        #expect(kinds == ["null", "a truth value", "a number", "a number", "a string", "an array", "an object"])
    }
}
