/// Reads an XML property list in one pass, strictly and within limits. It recurses as deep as the limits allow.
///
/// What a lenient reader might understand in another way is refused: elements with attributes, document types with
/// declarations, encodings other than UTF-8, unknown entities, a key that comes twice, anything after the end. Only what is
/// wrong with a single number, date or run of base64 costs no more than that value. Decision 0014 has the differences from
/// Foundation.
struct XMLPlistParser {
    var scanner: ByteScanner
    private let limits: PlistLimits
    /// Elements and instructions so far.
    private var count = 0
    var allowsDocumentType = true

    /// Throws `notAPlist`, `tooDeep` or `tooLarge`.
    static func root(of bytes: [UInt8], _ limits: PlistLimits) throws(MDMCodecError) -> PlistNode {
        var parser = XMLPlistParser(bytes, limits)
        return try parser.document()
    }

    private init(_ bytes: [UInt8], _ limits: PlistLimits) {
        scanner = ByteScanner(bytes)
        self.limits = limits
    }

    private mutating func document() throws(MDMCodecError) -> PlistNode {
        _ = scanner.take(Mark.byteOrder)
        scanner.skipSpace()
        guard scanner.next == Mark.less else { throw Self.broken("neither XML nor binary") }
        guard try nextTag() == PlistTag(element: .plist, kind: .open) else { throw Self.broken("no plist element") }
        let root = try value(try nextTag(), depth: 1)
        guard try nextTag() == PlistTag(element: .plist, kind: .close) else { throw Self.broken("a second value") }
        guard try !findTag() else { throw Self.broken("an element after the end") }
        return root
    }

    /// - Parameter depth: that of the value, should it be a container.
    private mutating func value(_ tag: PlistTag, depth: Int) throws(MDMCodecError) -> PlistNode {
        let isEmpty = tag.kind == .empty
        guard tag.kind != .close else { throw Self.broken("an end where a value should be") }
        switch tag.element {
        case .dict, .array:
            try checkDepth(depth)
            if tag.element == .dict { return .dictionary(isEmpty ? [:] : try dictionary(depth)) }
            return .array(isEmpty ? [] : try array(depth))
        case .string: return .string(isEmpty ? "" : try text(in: .string))
        case .true, .false:
            if !isEmpty { try end(tag.element) }
            return .boolean(tag.element == .true)
        case .data, .date, .integer, .real:
            guard !isEmpty else { throw Self.broken("a number, date or data without content") }
            return try plain(tag.element)
        case .key, .plist: throw Self.broken("a key or plist where a value should be")
        }
    }

    private mutating func dictionary(_ depth: Int) throws(MDMCodecError) -> [String: PlistNode] {
        var fields: [String: PlistNode] = [:]
        while true {
            let tag = try nextTag()
            if tag == PlistTag(element: .dict, kind: .close) { return fields }
            guard tag.element == .key, tag.kind != .close else { throw Self.broken("a value without a key") }
            let key = tag.kind == .empty ? "" : try key()
            let value = try value(try nextTag(), depth: depth + 1)
            guard fields.updateValue(value, forKey: key) == nil else { throw Self.broken("a key that comes twice") }
        }
    }

    private mutating func array(_ depth: Int) throws(MDMCodecError) -> [PlistNode] {
        var values: [PlistNode] = []
        while true {
            let tag = try nextTag()
            if tag == PlistTag(element: .array, kind: .close) { return values }
            values.append(try value(tag, depth: depth + 1))
        }
    }

    /// The text of a key, whose length is limited before anybody hashes it.
    private mutating func key() throws(MDMCodecError) -> String {
        let start = scanner.offset
        let key = try content()
        guard scanner.offset - start <= limits.maximumKeyBytes else {
            throw MDMCodecError(.tooLarge, "a key is longer than \(limits.maximumKeyBytes) octets")
        }
        try end(.key)
        return key
    }

    private mutating func text(in element: PlistElement) throws(MDMCodecError) -> String {
        let text = try content()
        try end(element)
        return text
    }

    /// A value whose content has neither entities nor sections.
    private mutating func plain(_ element: PlistElement) throws(MDMCodecError) -> PlistNode {
        let content = scanner.skip(to: Mark.less)
        try end(element)
        let octets = scanner.bytes[content]
        switch element {
        case .data: return Base64.decode(octets).map(PlistNode.data) ?? .other
        case .integer: return PlistNumber.integer(octets) ?? .other
        case .real: return PlistNumber.real(octets) ?? .other
        default: return .other
        }
    }

    private func checkDepth(_ depth: Int) throws(MDMCodecError) {
        guard depth <= limits.maximumDepth else {
            throw MDMCodecError(.tooDeep, "the message is nested deeper than \(limits.maximumDepth) levels")
        }
    }

    /// Counts an element or instruction.
    mutating func countOne() throws(MDMCodecError) {
        count += 1
        guard count <= limits.maximumObjects else {
            throw MDMCodecError(.tooLarge, "the message has more than \(limits.maximumObjects) elements")
        }
    }

    static func broken(_ what: String) -> MDMCodecError { MDMCodecError(.notAPlist, "not a property list: \(what)") }
}
