import AppleMDM
import Foundation
import SeededRandom

/// Property lists by chance: a tree, and one of the many ways in which XML can spell it.
struct RandomPlist {
    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    /// A tree whose root is a dictionary.
    mutating func tree() -> PlistNode { dictionary(depth: 3) }

    mutating func document(_ tree: PlistNode) -> Data {
        let heading = pick([
            "", "\u{FEFF}", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "<?xml version='1.0' encoding='utf-8'?>",
            "<!-- <plist> --><!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/\">\n",
        ])
        let opening = pick(["<plist>", "<plist version=\"1.0\">", "<plist version='1.0' >"])
        return Data("\(heading)\(opening)\(space())\(spelling(tree))\(space())</plist>\(space())".utf8)
    }

    /// The document with one to three octets changed, taken out or put in.
    mutating func mutated(_ document: Data) -> Data {
        var bytes = document
        for _ in 0...number(0...2) where !bytes.isEmpty {
            let place = number(0...(bytes.count - 1))
            switch number(0...3) {
            case 0: bytes[place] = UInt8(number(0...255))
            case 1: bytes[place] = pick(Array("<&/>;!-A0= \n".utf8))
            case 2: bytes.removeSubrange(place..<min(place + number(1...9), bytes.count))
            default: bytes.insert(contentsOf: Data(pick(Self.pieces).utf8), at: place)
            }
        }
        return bytes
    }

    private static let pieces = [
        "<dict>", "</dict>", "<array/>", "<key>", "</key>", "<key>a</key>", "<string>", "</string>", "<true/>",
        "<data>",
        "<integer>1</integer>", "<!--", "-->", "<![CDATA[", "]]>", "&amp;", "&#65;", "&#xD800;", "<?x?>", "<plist>",
    ]

    private mutating func spelling(_ node: PlistNode) -> String {
        switch node {
        case .string(let text):
            text.isEmpty ? pick(["<string/>", "<string></string>"]) : element("string", escaped(text))
        case .integer(let value):
            element("integer", pick([String(value), " \(value)", value < 0 ? "\(value)" : "+ \(value)"]))
        case .real(let value): element("real", pick(["\(value)", value.isFinite ? "\n\(value)" : "Infinity"]))
        case .boolean(let truth):
            pick(truth ? ["<true/>", "<true></true>", "<true />"] : ["<false/>", "<false ></false>"])
        case .data(let bytes): element("data", broken(bytes.base64EncodedString()))
        case .array(let nodes): container("array", nodes.map { spelling($0) })
        case .dictionary(let fields):
            container("dict", fields.map { element("key", escaped($0)) + space() + spelling($1) })
        case .other: "<date>2026-01-01T00:00:00Z</date>"
        }
    }

    private mutating func element(_ name: String, _ content: String) -> String {
        "<\(name)\(pick(["", " "]))>\(content)</\(name)\(pick(["", "\n"]))>"
    }

    private mutating func container(_ name: String, _ content: [String]) -> String {
        guard !content.isEmpty else { return pick(["<\(name)/>", "<\(name) />", "<\(name)>\(space())</\(name)>"]) }
        return element(name, content.map { space() + $0 }.joined() + space())
    }

    private mutating func space() -> String { pick(["", "", " ", "\n\t", "\r\n", "<!-- > -->", "<?x y?>"]) }

    private mutating func escaped(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            switch (scalar, number(0...7)) {
            case ("<", _), ("&", _), (_, 0): pick(["&#\(scalar.value);", "&#x\(String(scalar.value, radix: 16));"])
            case (_, 1): "<![CDATA[\(scalar)]]>"
            default: String(scalar)
            }
        }.joined()
    }

    private mutating func broken(_ base64: String) -> String {
        base64.map { number(0...9) == 0 ? "\($0)\(pick(["\n", " ", "\t\r\n"]))" : String($0) }.joined()
    }

    private mutating func node(depth: Int) -> PlistNode {
        switch number(0...(depth > 0 ? 8 : 6)) {
        case 0: .string(text())
        case 1: .integer(pick([0, 1, -1, .max, .min, Int64(number(-999...999))]))
        case 2: .real(pick([0, -0.5, 1e300, .infinity, 12.25, Double(number(-999...999)) / 7]))
        case 3: .boolean(number(0...1) == 0)
        case 4: .data(Data((0..<number(0...40)).map { _ in UInt8(number(0...255)) }))
        case 5: .other
        case 6: .string("")
        case 7: .array((0..<number(0...4)).map { _ in node(depth: depth - 1) })
        default: dictionary(depth: depth - 1)
        }
    }

    private mutating func dictionary(depth: Int) -> PlistNode {
        var fields: [String: PlistNode] = [:]
        for _ in 0..<number(0...5) { fields[text()] = node(depth: depth) }
        return .dictionary(fields)
    }

    private mutating func text() -> String {
        let scalars = (0..<number(0...12)).map { _ -> Unicode.Scalar in
            pick(["a", "Z", "0", " ", "\n", "<", "&", ">", "\"", "'", "]", "ü", "日", "🚲", "\u{301}", "\u{1}", "$"])
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    private mutating func pick<Value>(_ values: [Value]) -> Value { values[number(0...(values.count - 1))] }
}
