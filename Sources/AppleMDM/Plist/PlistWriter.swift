import Foundation

/// Writes XML property lists with sorted keys: same values, same bytes.
struct PlistWriter {
    private var text = ""

    static func document(_ root: PlistNode) -> String.UTF8View {
        var writer = PlistWriter()
        writer.text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
            <plist version="1.0">

            """
        writer.write(root)
        writer.text += "\n</plist>\n"
        return writer.text.utf8
    }

    private mutating func write(_ node: PlistNode) {
        switch node {
        case .string(let value): element("string", escaped(value))
        case .integer(let value): element("integer", String(value))
        case .real(let value): element("real", Self.spelling(of: value))
        case .boolean(let value): text += value ? "<true/>" : "<false/>"
        case .data(let value): element("data", value.base64EncodedString())
        case .array(let values): write(values)
        case .dictionary(let fields): write(fields)
        case .other: element("string", "")
        }
    }

    private mutating func write(_ values: [PlistNode]) {
        text += "<array>"
        for value in values { write(value) }
        text += "</array>"
    }

    private mutating func write(_ fields: [String: PlistNode]) {
        text += "<dict>"
        let sorted = fields.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        for (key, value) in sorted {
            element("key", escaped(key))
            write(value)
        }
        text += "</dict>"
    }

    private mutating func element(_ name: String, _ content: String) {
        text += "<\(name)>\(content)</\(name)>"
    }

    /// XML has no way to spell most control characters: they become U+FFFD.
    private func escaped(_ value: String) -> String {
        guard value.utf8.contains(where: { $0 < 0x20 || $0 == 0x26 || $0 == 0x3C || $0 == 0x3E }) else { return value }
        var result = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\t", "\n": result.unicodeScalars.append(scalar)
            case "\r": result += "&#13;"
            case _ where scalar.value < 0x20: result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func spelling(of value: Double) -> String {
        if value.isNaN { return "nan" }
        if value.isInfinite { return value < 0 ? "-infinity" : "+infinity" }
        return "\(value)"
    }
}
