import AppleDDM
import SeededRandom

extension JSONValue {
    /// Any value, at most `depth` levels deep.
    static func random(depth: Int, using random: inout SeededRandom) -> JSONValue {
        switch Int.random(in: 0..<(depth > 1 ? 8 : 6), using: &random) {
        case 0: .null
        case 1: .bool(Bool.random(using: &random))
        case 2: .int(Int64.random(in: .min ... .max, using: &random) >> Int64.random(in: 0...63, using: &random))
        case 3: .double(randomDouble(using: &random))
        case 4, 5: .string(randomText(using: &random))
        case 6:
            .array((0..<Int.random(in: 0...4, using: &random)).map { _ in .random(depth: depth - 1, using: &random) })
        default: .object(randomMembers(depth: depth - 1, using: &random))
        }
    }

    static func randomMembers(depth: Int, using random: inout SeededRandom) -> [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            members[randomText(using: &random)] = JSONValue.random(depth: depth, using: &random)
        }
        return members
    }

    private static func randomDouble(using random: inout SeededRandom) -> Double {
        let number = Double(bitPattern: random.next())
        return number.isFinite ? number : 0.5
    }

    private static func randomText(using random: inout SeededRandom) -> String {
        let scalars = (0..<Int.random(in: 0...20, using: &random)).compactMap { _ in
            Unicode.Scalar(UInt32.random(in: 1...(Bool.random(using: &random) ? 0x7F : 0x1F6FF), using: &random))
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
