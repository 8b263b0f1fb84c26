/// A line for a person: pieces of text, some with a tone.
///
/// Pieces are made printable when they come in and painted when the line is written, so nothing that a device said can
/// steer the terminal, and whoever measures or breaks lines never meets a colour.
struct Line: Sendable, Equatable {
    struct Piece: Sendable, Equatable {
        var text: String
        var tone: Tone?
    }

    private(set) var pieces: [Piece] = []

    init(_ text: String = "", _ tone: Tone? = nil) { append(text, tone) }

    /// The line without colour.
    var text: String { pieces.map(\.text).joined() }

    mutating func append(_ text: String, _ tone: Tone? = nil) {
        if !text.isEmpty {
            pieces.append(Piece(text: Terminal.printable(text).replacing("\n", with: " "), tone: tone))
        }
    }

    func painted(_ ink: Ink) -> String { pieces.map { ink($0.text, $0.tone) }.joined() }

    static func + (left: Line, right: Line) -> Line {
        var line = left
        line.pieces += right.pieces
        return line
    }
}

extension Line: ExpressibleByStringInterpolation {
    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var line = Line()

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ text: String) { line.append(text) }
        mutating func appendInterpolation(_ text: String, _ tone: Tone?) { line.append(text, tone) }
        mutating func appendInterpolation(_ text: String) { line.append(text) }
        mutating func appendInterpolation(_ number: Int) { line.append(String(number)) }
        mutating func appendInterpolation(_ number: Int64) { line.append(String(number)) }
        mutating func appendInterpolation(_ other: Line) { line.pieces += other.pieces }
    }

    init(stringLiteral text: String) { self.init(text) }
    init(stringInterpolation: StringInterpolation) { self = stringInterpolation.line }
}

extension Line {
    /// Lines of at most `width` columns, broken between words: the first begins with `first`, the others with so many blanks.
    static func wrapped(_ text: String, first: Line = "", width: Int, indent: Int = 0) -> [Line] {
        // Stands for what the first line begins with while the text is broken.
        let head = TextWidth.of(first.text)
        let stand = String(repeating: "x", count: head)
        let broken = Terminal.wrapped(stand + text, width: width, indent: indent).dropFirst(head)
        let parts = broken.split(separator: "\n", omittingEmptySubsequences: false).map { Line(String($0)) }
        return [first + (parts.first ?? "")] + parts.dropFirst()
    }
}
