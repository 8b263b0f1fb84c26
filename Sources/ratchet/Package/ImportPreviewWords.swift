import AdminAPI

/// What an import that changes nothing says.
extension GraphPreviewResource {
    /// The first of each kind are named.
    private static let named = 20

    var words: [String] {
        let there = revision.map { "\(product), revision \($0)" } ?? "\(product), which is not there yet"
        let kinds = [("would come", added), ("would change", changed), ("would go", removed)]
        var lines = kinds.filter { !$0.1.isEmpty }.map { verb, packages in
            let rest = packages.count - Self.named
            let names = packages.prefix(Self.named).joined(separator: ", ")
            return "\(Output.count(packages.count, "package")) \(verb): \(names)\(rest > 0 ? " and \(rest) more" : "")."
        }
        if changesStops, revision != nil { lines.append("Required stops or origins would be others.") }
        if lines.isEmpty { lines.append("Nothing would change.") }
        return ["\(there):"] + lines + ["Nothing was imported."]
    }
}

extension CalendarPreviewListResource {
    var words: [String] { calendars.map(\.words) + ["Nothing was imported."] }
}

extension CalendarPreviewResource {
    fileprivate var words: String {
        let opens = "next open \(Self.open(opensNext))"
        return switch change {
        case "added": "Calendar \(name) would come: \(opens)."
        case "none": "Calendar \(name) would stay as it is: \(opens)."
        default: "Calendar \(name) would be another: \(opens), and now \(Self.open(openedNext))."
        }
    }

    private static func open(_ moment: String?) -> String { moment.map { "\(Output.time($0) ?? $0) UTC" } ?? "never" }
}
