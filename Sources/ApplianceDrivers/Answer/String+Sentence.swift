extension String {
    /// What an executable wrote for people, in one line that no terminal obeys: control and format characters and line ends
    /// become blanks, blanks in a row become one, and what is longer than a sentence is cut off.
    var sentence: String {
        var text = String.UnicodeScalarView()
        var (length, blank) = (0, true)
        for scalar in unicodeScalars {
            let isBlank = !scalar.isPrinted
            if isBlank, blank { continue }
            if length == AnswerLimits.sentence {
                text.append("…")
                break
            }
            text.append(isBlank ? " " : scalar)
            (length, blank) = (length + 1, isBlank)
        }
        if text.last == " " { text.removeLast() }
        return String(text)
    }

    /// Whether each character is one that can be seen, blanks within a line included.
    var isPrinted: Bool { unicodeScalars.allSatisfy { $0 == " " || $0.isPrinted } }
}

extension Unicode.Scalar {
    fileprivate var isPrinted: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator: false
        case .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }
}
