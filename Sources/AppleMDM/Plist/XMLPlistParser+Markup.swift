/// What of XML's markup a property list may have.
extension XMLPlistParser {
    enum Mark {
        static let less = UInt8(ascii: "<")
        static let ampersand = UInt8(ascii: "&")
        static let slash = UInt8(ascii: "/")
        static let greater = UInt8(ascii: ">")
        static let byteOrder: [UInt8] = [0xEF, 0xBB, 0xBF]
        static let comment = Array("!--".utf8)
        static let commentEnd = Array("-->".utf8)
        static let documentType = Array("!DOCTYPE".utf8)
        static let instructionEnd = Array("?>".utf8)
        static let section = Array("<![CDATA[".utf8)
        static let sectionEnd = Array("]]>".utf8)
        static let encoding = Array("encoding".utf8)
        static let utf8 = Array("utf-8".utf8)
    }

    /// The next tag.
    mutating func nextTag() throws(MDMCodecError) -> PlistTag {
        guard try findTag() else { throw Self.broken("an end before the elements end") }
        if scanner.take(Mark.slash) {
            let element = try element()
            scanner.skipSpace()
            guard scanner.take(Mark.greater) else { throw Self.broken("an unknown element") }
            return PlistTag(element: element, kind: .close)
        }
        let element = try element()
        try countOne()
        return PlistTag(element: element, kind: try endOpening(element))
    }

    /// Passes over space, comments and instructions, and the `<` of a tag. False at the end of everything.
    mutating func findTag() throws(MDMCodecError) -> Bool {
        while true {
            scanner.skipSpace()
            guard scanner.next != nil else { return false }
            guard scanner.take(Mark.less) else { throw Self.broken("text between elements") }
            switch scanner.next {
            case UInt8(ascii: "?"): try instruction()
            case UInt8(ascii: "!"): try declaration()
            default: return true
            }
        }
    }

    /// The end tag of the element whose content was read.
    mutating func end(_ element: PlistElement) throws(MDMCodecError) {
        guard scanner.take(Mark.less), scanner.take(Mark.slash), scanner.takeElement() == element else {
            throw Self.broken("an element that does not end as it began")
        }
        scanner.skipSpace()
        guard scanner.take(Mark.greater) else { throw Self.broken("an element that does not end as it began") }
    }

    private mutating func element() throws(MDMCodecError) -> PlistElement {
        guard let element = scanner.takeElement() else { throw Self.broken("an unknown element") }
        return element
    }

    /// The rest of an opening tag; the outermost element alone has attributes, which say nothing.
    private mutating func endOpening(_ element: PlistElement) throws(MDMCodecError) -> PlistTag.Kind {
        allowsDocumentType = false
        let hasSpace = scanner.next?.isXMLSpace == true
        scanner.skipSpace()
        if element == .plist, hasSpace {
            let attributes = scanner.skip(to: Mark.greater)
            guard scanner.take(Mark.greater) else { throw Self.broken("markup without an end") }
            return scanner.bytes[attributes].last == Mark.slash ? .empty : .open
        }
        let isEmpty = scanner.take(Mark.slash)
        guard scanner.take(Mark.greater) else { throw Self.broken("an unknown element or one with attributes") }
        return isEmpty ? .empty : .open
    }

    /// A comment, or once before the first element Apple's document type; the scanner is on the `!`.
    private mutating func declaration() throws(MDMCodecError) {
        if scanner.take(Mark.comment) {
            guard scanner.skip(through: Mark.commentEnd) != nil else { throw Self.broken("markup without an end") }
            return
        }
        guard allowsDocumentType, scanner.take(Mark.documentType) else { throw Self.broken("a markup declaration") }
        allowsDocumentType = false
        let type = scanner.skip(to: Mark.greater)
        guard scanner.take(Mark.greater) else { throw Self.broken("markup without an end") }
        guard !scanner.bytes[type].contains(UInt8(ascii: "[")) else { throw Self.broken("declarations of its own") }
    }

    /// The scanner is on the first `?`.
    private mutating func instruction() throws(MDMCodecError) {
        try countOne()
        scanner.advance()
        guard scanner.next != Mark.greater, let content = scanner.skip(through: Mark.instructionEnd) else {
            throw Self.broken("markup without a name or an end")
        }
        guard Self.isPlain(scanner.bytes, content) else { throw Self.broken("an encoding other than UTF-8") }
    }

    /// Whether an instruction names no encoding, or once UTF-8.
    private static func isPlain(_ bytes: [UInt8], _ content: Range<Int>) -> Bool {
        var scanner = ByteScanner(bytes, at: content.lowerBound)
        var isNamed = false
        while scanner.offset < content.upperBound {
            guard scanner.take(Mark.encoding, folding: true) else {
                scanner.advance()
                continue
            }
            guard !isNamed, scanner.takePlainEncoding() else { return false }
            isNamed = true
        }
        return true
    }
}

extension ByteScanner {
    /// Steps over `="utf-8"` or the like.
    fileprivate mutating func takePlainEncoding() -> Bool {
        skipSpace()
        guard take(UInt8(ascii: "=")) else { return false }
        skipSpace()
        guard let quote = next, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return false }
        advance()
        return take(XMLPlistParser.Mark.utf8, folding: true) && take(quote)
    }
}
