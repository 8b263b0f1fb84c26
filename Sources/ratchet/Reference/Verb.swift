import ArgumentParser
import Foundation

/// A verb of the program as it describes itself: what manual pages and reference are made of.
struct Verb: Decodable, Equatable {
    /// `["ratchet", "plan"]` of `create`; nil of the program.
    let superCommands: [String]?
    let commandName: String
    let shouldDisplay: Bool?
    let abstract: String?
    let discussion: String?
    let defaultSubcommand: String?
    let subcommands: [Verb]?
    let arguments: [VerbArgument]?

    /// `ratchet plan create`
    var path: String { ((superCommands ?? []) + [commandName]).joined(separator: " ") }

    /// Those that a person may use.
    var verbs: [Verb] { (subcommands ?? []).filter { $0.shouldDisplay ?? true } }
    var words: [VerbArgument] { (arguments ?? []).filter { $0.kind == "positional" && $0.isShown } }
    var options: [VerbArgument] { (arguments ?? []).filter { $0.kind != "positional" && $0.isShown } }

    /// This verb and all below it, in the order of the help.
    var all: [Verb] { [self] + verbs.flatMap(\.all) }

    /// The program with its verbs, without `help`, which ArgumentParser adds.
    static func program() throws -> Verb {
        struct Tool: Decodable { let command: Verb }
        let tool = try JSONDecoder().decode(Tool.self, from: Data(Ratchet._dumpHelp().utf8)).command
        return Verb(
            superCommands: nil, commandName: tool.commandName, shouldDisplay: true, abstract: tool.abstract,
            discussion: tool.discussion, defaultSubcommand: nil,
            subcommands: tool.subcommands?.filter { $0.commandName != "help" }, arguments: tool.arguments)
    }
}

/// A word or an option of a verb.
struct VerbArgument: Decodable, Equatable {
    struct Name: Decodable, Equatable {
        let kind: String
        let name: String

        /// `--yes`, `-y`
        var written: String { (kind == "long" ? "--" : "-") + name }
    }

    let kind: String
    let isOptional: Bool
    let isRepeating: Bool
    let shouldDisplay: Bool
    let names: [Name]?
    let preferredName: Name?
    let valueName: String?
    let defaultValue: String?
    let allValues: [String]?
    let abstract: String?

    /// `--help` and `--version` are the same everywhere.
    var isShown: Bool { shouldDisplay && !["help", "version"].contains(preferredName?.name) }

    /// `-y, --yes`, `--target <rule>`, `<device>`
    var written: String {
        guard kind != "positional" else { return "<\(valueName ?? "word")>" + (isRepeating ? "..." : "") }
        let written = (names ?? []).map(\.written).sorted { $0.count < $1.count }.joined(separator: ", ")
        return kind == "flag" ? written : "\(written) <\(valueName ?? "value")>"
    }

    /// As in a line of usage: `[--target <rule>]`.
    var usage: String {
        let plain =
            kind == "positional"
            ? "<\(valueName ?? "word")>"
            : (preferredName?.written ?? "") + (kind == "flag" ? "" : " <\(valueName ?? "value")>")
        let once = isOptional || kind == "flag" ? "[\(plain)]" : plain
        return isRepeating ? "\(once)..." : once
    }

    /// What its help leaves out: values, default, that it can be repeated.
    var remarks: [String] {
        let help = abstract ?? ""
        var remarks: [String] = []
        if let values = allValues, !values.allSatisfy({ help.contains($0) }) {
            remarks.append("One of \(Output.list(values.map { "`\($0)`" }, "or")).")
        }
        if let value = defaultValue, !help.contains("Default:"), kind != "flag" {
            remarks.append("Default: `\(value)`.")
        }
        if isRepeating, !help.contains("repeat"), kind != "positional" { remarks.append("Can be repeated.") }
        if !isOptional, kind == "option" { remarks.append("Must be given.") }
        return remarks
    }

    var meaning: String { ([abstract ?? ""] + remarks).filter { !$0.isEmpty }.joined(separator: " ") }
}
