/// The few predicates that a simulated device can evaluate: none, `TRUEPREDICATE`, `FALSEPREDICATE`, and the
/// comparison of one status item with a text, as in Apple's example `(@status(device.model.family) == 'Mac')`.
struct StatusPredicate: Sendable {
    private let text: String?

    init(_ text: String?) {
        self.text = text
    }

    func evaluate(_ status: (String) -> String?) -> Result<Bool, DeclarationReason> {
        guard let text else { return .success(true) }
        let bare = StatusPredicate.unwrapped(text.trimmingSpaces())
        if bare == "TRUEPREDICATE" { return .success(true) }
        if bare == "FALSEPREDICATE" { return .success(false) }
        for (spelling, equal) in [(" == ", true), (" != ", false)] {
            let sides = bare.components(separatedBy: spelling)
            guard sides.count == 2, let name = StatusPredicate.item(in: sides[0]),
                let value = StatusPredicate.literal(sides[1])
            else { continue }
            guard let current = status(name) else {
                return .failure(.init(code: "Error.UnableToEvaluatePredicate", description: "No status item \(name)."))
            }
            return .success((current == value) == equal)
        }
        return .failure(.init(code: "Error.UnableToParsePredicate", description: "The predicate cannot be parsed."))
    }

    private static func unwrapped(_ text: String) -> String {
        guard text.hasPrefix("("), text.hasSuffix(")") else { return text }
        return String(text.dropFirst().dropLast()).trimmingSpaces()
    }

    private static func item(in side: String) -> String? {
        let side = side.trimmingSpaces()
        guard side.hasPrefix("@status("), side.hasSuffix(")") else { return nil }
        return String(side.dropFirst(8).dropLast())
    }

    private static func literal(_ side: String) -> String? {
        let side = side.trimmingSpaces()
        guard side.count >= 2, let quote = side.first, quote == "'" || quote == "\"", side.last == quote else {
            return nil
        }
        return String(side.dropFirst().dropLast())
    }
}

extension DeclarationReason: Error {}

extension String {
    fileprivate func trimmingSpaces() -> String {
        var text = self[...]
        while text.first == " " { text = text.dropFirst() }
        while text.last == " " { text = text.dropLast() }
        return String(text)
    }

    fileprivate func components(separatedBy separator: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}
