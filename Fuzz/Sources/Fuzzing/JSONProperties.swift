import AppleDDM
import Foundation

/// What holds for all JSON, whatever it says.
enum JSONProperties {
    private static let tight = JSONLimits(maximumBytes: 1_024, maximumDepth: 4, maximumValues: 16)

    static func check(_ bytes: [UInt8]) {
        let json = Data(bytes)
        let strict = try? JSONDocument(json)
        let repaired = try? JSONDocument(repairing: json)
        if let strict {
            roundTrip(strict.root)
            require(strict.repairs == 0, "what is JSON needs no repair")
            require(repaired == strict, "repairing leaves alone what is JSON")
            requireFoundationAgrees(json)
        }
        if let repaired {
            roundTrip(repaired.root)
            require(strict != nil || repaired.repairs > 0, "a repair is counted")
        }
        if let small = try? JSONDocument(json, limits: tight) {
            require(small == strict, "limits change nothing but the refusal")
            require(json.count <= tight.maximumBytes, "octets within the limit")
            let (depth, values) = measure(small.root)
            require(depth <= tight.maximumDepth, "depth within the limit")
            require(values <= tight.maximumValues, "values within the limit")
        }
    }

    /// U+FFFD takes three octets for the one that it stands for.
    private static let wide = JSONLimits(maximumBytes: 1 << 26, maximumDepth: 64, maximumValues: 1 << 18)

    /// Written and read, the value is the same, and so are its octets.
    static func roundTrip(_ value: JSONValue) {
        requireSafeTexts(value)
        let written = value.json()
        let again = required("what was written is JSON") { try JSONValue(json: written, limits: wide) }
        require(again == value, "written and read, the same value")
        require(again.json() == written, "same value, same octets")
    }

    static func requireSafeTexts(_ value: JSONValue) {
        switch value {
        case .string(let text): requireSafe(text)
        case .array(let elements): elements.forEach(requireSafeTexts)
        case .object(let members):
            for (key, value) in members {
                requireSafe(key)
                requireSafeTexts(value)
            }
        case .null, .bool, .int, .double: break
        }
    }

    /// A second opinion: whoever reads more than JSON here would understand a device in another way than others do.
    private static func requireFoundationAgrees(_ json: Data) {
        let agrees = (try? JSONSerialization.jsonObject(with: json, options: .fragmentsAllowed)) != nil
        require(agrees, "Foundation reads it as well")
    }

    private static func measure(_ value: JSONValue) -> (depth: Int, values: Int) {
        switch value {
        case .array(let elements): elements.map(measure).reduce((1, 1), join)
        case .object(let members): members.values.map(measure).reduce((1, 1), join)
        case .null, .bool, .int, .double, .string: (0, 1)
        }
    }

    private static func join(_ outer: (depth: Int, values: Int), _ inner: (depth: Int, values: Int)) -> (Int, Int) {
        (max(outer.depth, inner.depth + 1), outer.values + inner.values)
    }
}
