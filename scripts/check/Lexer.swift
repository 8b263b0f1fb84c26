/// One token of a Swift file: a word, a number, one symbol, or a string literal (without what it says).
///
/// Words lose their backticks; `try!`, `try?`, `as!` and `as?` are one token each, because `try !x` is something else.
/// The code inside a string's interpolation is tokens like any other.
struct Token {
    enum Kind { case word, number, symbol, string }

    var kind: Kind
    var text: String
    var line: Int
    var isQuoted = false

    /// A name such as a variable has: neither a type's nor a keyword that may stand before an implicit member.
    var isValueName: Bool {
        guard kind == .word, let first = text.first else { return false }
        return !first.isUppercase && (isQuoted || !Self.keywords.contains(text))
    }

    private static let keywords: Set = [
        "await", "case", "default", "else", "if", "in", "is", "return", "switch", "throw", "try", "try!", "try?",
        "where",
        "while", "yield",
    ]
}

/// Turns a Swift file into tokens, so that no check is fooled by a comment, a string, a space or a line break.
struct Lexer {
    private let bytes: [UInt8]
    private var at = 0
    private var line = 1
    private(set) var tokens: [Token] = []

    static func tokens(of source: String) -> [Token] {
        var lexer = Lexer(bytes: Array(source.utf8))
        lexer.readCode(untilClosingParenthesis: false)
        return lexer.tokens
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    // MARK: Code

    private mutating func readCode(untilClosingParenthesis: Bool) {
        var depth = 0
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "\n"):
                line += 1
                at += 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
                at += 1
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
                skipLine()
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"):
                skipBlockComment()
            case UInt8(ascii: "/") where skipRegex():
                add(.string, "")
            case UInt8(ascii: "\""):
                readString(hashes: 0)
            case UInt8(ascii: "#"):
                readHash()
            case UInt8(ascii: "`"):
                readQuotedWord()
            case _ where Self.startsWord(byte):
                readWord()
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                readNumber()
            default:
                if byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: ")") {
                    if untilClosingParenthesis, depth == 0 { return }
                    depth -= 1
                }
                at += 1
                add(.symbol, String(UnicodeScalar(byte)))
            }
        }
    }

    private mutating func readWord() {
        let start = at
        while let byte = peek(), Self.continuesWord(byte) { at += 1 }
        var text = String(decoding: bytes[start..<at], as: UTF8.self)
        if text == "try" || text == "as", let mark = peek(), mark == UInt8(ascii: "!") || mark == UInt8(ascii: "?") {
            text.append(Character(UnicodeScalar(mark)))
            at += 1
        }
        add(.word, text)
    }

    private mutating func readQuotedWord() {
        at += 1
        let start = at
        while let byte = peek(), byte != UInt8(ascii: "`"), byte != UInt8(ascii: "\n") { at += 1 }
        tokens.append(
            Token(kind: .word, text: String(decoding: bytes[start..<at], as: UTF8.self), line: line, isQuoted: true))
        if peek() == UInt8(ascii: "`") { at += 1 }
    }

    private mutating func readNumber() {
        let start = at
        while let byte = peek() {
            let isPoint = byte == UInt8(ascii: ".") && (peek(1).map(Self.isDigit) ?? false)
            guard Self.continuesWord(byte) || isPoint else { break }
            at += 1
        }
        add(.number, String(decoding: bytes[start..<at], as: UTF8.self))
    }

    // MARK: Comments

    private mutating func skipLine() {
        while let byte = peek(), byte != UInt8(ascii: "\n") { at += 1 }
    }

    private mutating func skipBlockComment() {
        var depth = 0
        while let byte = peek() {
            if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
                depth += 1
                at += 2
            } else if byte == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
                depth -= 1
                at += 2
                if depth == 0 { return }
            } else {
                if byte == UInt8(ascii: "\n") { line += 1 }
                at += 1
            }
        }
    }

    // MARK: Literals

    /// `#"raw"#`, `#/regex/#`, or the sign before `if`, `file` and their like.
    private mutating func readHash() {
        var hashes = 0
        while peek(hashes) == UInt8(ascii: "#") { hashes += 1 }
        switch peek(hashes) {
        case UInt8(ascii: "\""):
            at += hashes
            readString(hashes: hashes)
        case UInt8(ascii: "/"):
            skipExtendedRegex(hashes: hashes)
        default:
            at += 1
            add(.symbol, "#")
        }
    }

    /// Stands at the opening quote. Code in an interpolation is read as code.
    private mutating func readString(hashes: Int) {
        add(.string, "")
        let isMultiline = peek(1) == UInt8(ascii: "\"") && peek(2) == UInt8(ascii: "\"")
        let quotes = isMultiline ? 3 : 1
        at += quotes
        while let byte = peek() {
            if byte == UInt8(ascii: "\""), closes(quotes: quotes, hashes: hashes) {
                at += quotes + hashes
                return
            }
            if byte == UInt8(ascii: "\\"), hasHashes(hashes, from: 1) {
                at += 1 + hashes
                if peek() == UInt8(ascii: "(") {
                    at += 1
                    add(.symbol, "(")
                    readCode(untilClosingParenthesis: true)
                    add(.symbol, ")")
                }
                if peek() == UInt8(ascii: "\n") { line += 1 }
                at += 1
                continue
            }
            if byte == UInt8(ascii: "\n") {
                line += 1
                if !isMultiline {
                    at += 1
                    return
                }
            }
            at += 1
        }
    }

    private func closes(quotes: Int, hashes: Int) -> Bool {
        (0..<quotes).allSatisfy { peek($0) == UInt8(ascii: "\"") } && hasHashes(hashes, from: quotes)
    }

    private func hasHashes(_ count: Int, from offset: Int) -> Bool {
        (0..<count).allSatisfy { peek(offset + $0) == UInt8(ascii: "#") }
    }

    private mutating func skipExtendedRegex(hashes: Int) {
        add(.string, "")
        at += hashes + 1
        while let byte = peek() {
            if byte == UInt8(ascii: "/"), hasHashes(hashes, from: 1) {
                at += 1 + hashes
                return
            }
            if byte == UInt8(ascii: "\n") { line += 1 }
            at += 1
        }
    }

    /// A `/` where a value is expected, with its end on the same line, is a regex; anywhere else it divides.
    private mutating func skipRegex() -> Bool {
        let expectsValue =
            switch tokens.last {
            case nil: true
            case let last? where last.kind == .symbol: "(,=:[{!&|?;".contains(last.text)
            case let last? where last.kind == .word && !last.isQuoted:
                ["return", "in", "case", "where", "if", "while", "try", "try?", "await"].contains(last.text)
            default: false
            }
        guard expectsValue, let next = peek(1), next != UInt8(ascii: " "), next != UInt8(ascii: "\t") else {
            return false
        }
        var end = at + 1
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
            if bytes[end] == UInt8(ascii: "\\") {
                end += 2
            } else if bytes[end] == UInt8(ascii: "/") {
                at = end + 1
                return true
            } else {
                end += 1
            }
        }
        return false
    }

    // MARK: Small things

    private func peek(_ offset: Int = 0) -> UInt8? {
        at + offset < bytes.count ? bytes[at + offset] : nil
    }

    private mutating func add(_ kind: Token.Kind, _ text: String) {
        tokens.append(Token(kind: kind, text: text, line: line))
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    private static func startsWord(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || byte >= 0x80
            || (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z"))
            || (byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z"))
    }

    private static func continuesWord(_ byte: UInt8) -> Bool {
        startsWord(byte) || isDigit(byte)
    }
}
