import ArgumentParser
import RatchetCore

/// Finds out whether a verb is meant at all. Without this a misspelt verb of a command that has a usual one would be taken
/// for an argument of the usual one.
enum VerbCheck {
    /// Why no verb is meant; nil where one is.
    ///
    /// - Parameters:
    ///   - words: what was typed after the commands of `path`.
    ///   - command: the last command of `path`.
    static func fault(
        in words: [String], of command: any ParsableCommand.Type = Ratchet.self, path: [String] = ["ratchet"]
    ) -> String? {
        let verbs = command.configuration.subcommands
        guard !verbs.isEmpty, let word = words.first, !word.hasPrefix("-") else { return nil }
        if let verb = verbs.first(where: { name(of: $0) == word }) {
            return fault(in: Array(words.dropFirst()), of: verb, path: path + [word])
        }
        if word == "help", path.count == 1 { return nil }
        let shown = verbs.filter { $0.configuration.shouldDisplay }
        let help = (["ratchet", "help"] + path.dropFirst()).joined(separator: " ")
        let near = NearMatch.of(word, among: shown.map(name)).map { "`\((path + [$0]).joined(separator: " "))`" }
        let meant = near.isEmpty ? "" : " Did you mean \(Output.list(near, "or"))?"
        return """
            `\(path.joined(separator: " "))` has no verb "\(word)".\(meant) It has \(Output.list(shown.map(name))); \
            `\(help)` says more.
            """
    }

    private static func name(of command: any ParsableCommand.Type) -> String {
        command.configuration.commandName ?? "\(command)".lowercased()
    }
}

/// A word by which a person names a device, a group or a plan.
enum Naming {
    /// - Throws: a usage error for a word that could name nothing: it would become another path of the interface.
    @Sendable static func word(_ text: String) throws -> String {
        if text.allSatisfy(\.isWhitespace) || text == "." || text == ".." {
            throw ValidationError("\"\(text)\" names nothing. Give a number, a name or an id.")
        }
        return text
    }
}
