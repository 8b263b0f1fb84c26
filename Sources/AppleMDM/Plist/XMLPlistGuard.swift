/// Measures an XML property list before a recursive reader sees it: nesting, number of elements, no entities.
///
/// What a lenient reader might understand in another way is refused: elements with attributes, document types with
/// declarations, encodings other than UTF-8.
struct XMLPlistGuard {
    private static let names: Set = [
        "plist", "dict", "key", "array", "string", "data", "date", "integer", "real", "true", "false",
    ]

    private let bytes: [UInt8]
    private let limits: PlistLimits
    private var offset = 0
    private var depth = 0
    private var elements = 0
    private var hasDoctype = false
    private var hasRoot = false
    /// Where the text of the key begins, while one is open.
    private var keyStart: Int?

    /// Throws `notAPlist`, `tooDeep` or `tooLarge`.
    static func check(_ bytes: [UInt8], _ limits: PlistLimits) throws(MDMCodecError) {
        var scan = XMLPlistGuard(bytes, limits)
        try scan.run()
    }

    private init(_ bytes: [UInt8], _ limits: PlistLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    private mutating func run() throws(MDMCodecError) {
        if starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
        while offset < bytes.count, Self.isSpace(bytes[offset]) { offset += 1 }
        guard starts(with: "<") else { throw Self.broken("neither XML nor binary") }
        while let next = bytes[offset...].firstIndex(of: UInt8(ascii: "<")) {
            offset = next
            try markup()
        }
        guard hasRoot else { throw Self.broken("no plist element") }
    }

    /// One piece of markup; the offset is on its `<`.
    private mutating func markup() throws(MDMCodecError) {
        if starts(with: "<!--") {
            try skip(4, through: "-->")
        } else if starts(with: "<![CDATA[") {
            try skip(9, through: "]]>")
        } else if starts(with: "<?") {
            try instruction()
        } else if starts(with: "<!") {
            try documentType()
        } else if starts(with: "</") {
            try closingTag()
        } else {
            try openingTag()
        }
    }

    private mutating func instruction() throws(MDMCodecError) {
        let start = offset
        try count()
        try skip(2, through: "?>")
        let text = String(decoding: bytes[start..<offset], as: UTF8.self).lowercased()
        let parts = text.split(separator: "encoding", omittingEmptySubsequences: false)
        guard parts.count > 1 else { return }
        guard parts.count == 2, Self.namesPlainEncoding(parts[1]) else {
            throw Self.broken("an encoding other than UTF-8")
        }
    }

    /// Whether the text goes on with `="utf-8"` or the like.
    private static func namesPlainEncoding(_ text: Substring) -> Bool {
        let rest = text.filter { !$0.isWhitespace }
        return ["utf-8", "us-ascii"].contains { rest.hasPrefix("=\"\($0)\"") || rest.hasPrefix("='\($0)'") }
    }

    private mutating func documentType() throws(MDMCodecError) {
        guard !hasDoctype, depth == 0, starts(with: "<!DOCTYPE") else { throw Self.broken("a markup declaration") }
        hasDoctype = true
        let start = offset
        try skip(2, through: ">")
        guard !bytes[start..<offset].contains(UInt8(ascii: "[")) else { throw Self.broken("declarations of its own") }
    }

    private mutating func closingTag() throws(MDMCodecError) {
        try endKey()
        try skip(2, through: ">")
        depth -= 1
        guard depth >= 0 else { throw Self.broken("an end without a beginning") }
    }

    private mutating func openingTag() throws(MDMCodecError) {
        try endKey()
        let start = offset + 1
        try skip(1, through: ">")
        let isEmpty = bytes[offset - 2] == UInt8(ascii: "/")
        let content = bytes[start..<(isEmpty ? offset - 2 : offset - 1)]
        let name = String(decoding: content.prefix { !Self.isSpace($0) }, as: UTF8.self)
        // Foundation takes any name for the known one that it begins with.
        guard Self.names.contains(name) else { throw Self.broken("an unknown element") }
        if name == "plist" {
            guard !hasRoot else { throw Self.broken("two plist elements") }
            hasRoot = true
        } else {
            guard content.dropFirst(name.utf8.count).allSatisfy(Self.isSpace) else {
                throw Self.broken("an element with attributes")
            }
        }
        try count()
        if !isEmpty { try descend() }
        if name == "key" { keyStart = offset }
    }

    /// Counts an element or instruction.
    private mutating func count() throws(MDMCodecError) {
        elements += 1
        guard elements <= limits.maximumObjects else {
            throw MDMCodecError(.tooLarge, "the message has more than \(limits.maximumObjects) elements")
        }
    }

    /// The offset is on the tag after a key's text.
    private mutating func endKey() throws(MDMCodecError) {
        guard let start = keyStart else { return }
        keyStart = nil
        guard offset - start <= limits.maximumKeyBytes else {
            throw MDMCodecError(.tooLarge, "a key is longer than \(limits.maximumKeyBytes) octets")
        }
    }

    /// The plist element and the innermost text are levels too, but no containers.
    private mutating func descend() throws(MDMCodecError) {
        depth += 1
        guard depth <= limits.maximumDepth + 2 else {
            throw MDMCodecError(.tooDeep, "the message is nested deeper than \(limits.maximumDepth) levels")
        }
    }

    /// Steps over `count` bytes and everything through the mark.
    private mutating func skip(_ count: Int, through mark: StaticString) throws(MDMCodecError) {
        offset += count
        while offset < bytes.count {
            if starts(with: mark) {
                offset += mark.utf8CodeUnitCount
                return
            }
            offset += 1
        }
        throw Self.broken("markup without an end")
    }

    private func starts(with mark: StaticString) -> Bool {
        guard bytes.count - offset >= mark.utf8CodeUnitCount else { return false }
        for index in 0..<mark.utf8CodeUnitCount where bytes[offset + index] != mark.utf8Start[index] { return false }
        return true
    }

    private func starts(with mark: [UInt8]) -> Bool { bytes[offset...].starts(with: mark) }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func broken(_ what: String) -> MDMCodecError {
        MDMCodecError(.notAPlist, "not a property list: \(what)")
    }
}
