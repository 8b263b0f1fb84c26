import AdminAPI
import Foundation
import Wording

/// Something that a person has the server do about an appliance, and what is so afterwards.
enum ApplianceOrder {
    /// - Parameter said: what was done, in a sentence.
    static func give(
        _ options: ServerOptions, _ reader: LanguageOptions,
        _ order: (AdminClient) async throws -> ApplianceDetailsResource, said: (ApplianceResource) -> String
    ) async throws {
        try await options.reporting {
            let details = try await order(try options.client(for: reader))
            if options.json { return try Output.json(details) }
            let appliance = details.appliance
            try Output.line(Terminal.wrapped(said(appliance)))
            try Output.line(Terminal.wrapped(appliance.verdict.text))
            try Output.line(
                Terminal.wrapped("`ratchet appliance explain \(ShellWord.quoted(appliance.name))` says more."))
        }
    }

    /// One of the decisions about its upgrade.
    static func decide(
        _ verb: String, _ word: String, because reason: String? = nil, _ options: ServerOptions,
        _ reader: LanguageOptions, said: (ApplianceResource) -> String
    ) async throws {
        try await give(options, reader) { client in
            try await client.post(["appliances", word, verb], reason.map { ReasonBody(because: $0) })
        } said: {
            said($0)
        }
    }
}
