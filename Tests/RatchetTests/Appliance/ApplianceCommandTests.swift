import ArgumentParser
import Testing

@testable import AdminAPI
@testable import ratchet

/// How the verbs about appliances are written.
struct ApplianceCommandTests {
    @Test(arguments: [
        ["appliance"], ["appliance", "list", "--json"], ["appliance", "show", "paris"],
        ["appliance", "path", "paris", "--to", "22.4"], ["appliance", "path", "--product", "RS", "--from", "21"],
        ["appliance", "path", "--graph", "a.yaml", "--from", "21", "--from-base", "5"],
        ["appliance", "plan", "paris", "--dry-run"], ["appliance", "plan", "paris", "--to-package", "x", "--alone"],
        ["appliance", "approve", "paris", "-y"], ["appliance", "pause", "--all", "--reason", "x"],
        ["appliance", "pause", "paris", "--because", "x"], ["appliance", "resume", "paris"],
        ["appliance", "waive", "paris", "G5", "--reason", "x"], ["appliance", "snapshot", "paris"],
        ["appliance", "change", "paris", "--calendar", ""], ["checkpoint"], ["checkpoint", "sign", "3", "--note", "x"],
        ["package", "list", "--appliance", "paris", "--standing", "blocked"],
        ["calendar", "turn", "paris", "--on", "2026-12-01"], ["calendar", "contract", "paris", "--none"],
    ])
    func `it is understood`(words: [String]) async throws {
        #expect(VerbCheck.fault(in: words) == nil)
        _ = try await Ratchet.asyncParseAsRoot(words)
    }

    @Test(arguments: [
        ["appliance", "path", "paris", "--from", "21"], ["appliance", "path", "--graph", "a.yaml"],
        ["appliance", "path", "paris", "--product", "RS", "--from", "21"],
        ["appliance", "path", "paris", "--to", "22", "--to-package", "x"],
        ["appliance", "path", "paris", "--to", "latest"], ["appliance", "plan", "paris", "--alone"],
        ["appliance", "pause", "paris"], ["appliance", "pause", "--reason", "x"],
        ["appliance", "pause", "paris", "--all", "--reason", "x"], ["appliance", "resume", "--all"],
        ["appliance", "resume", "paris", "--reason", "x"], ["appliance", "unfreeze", "paris"],
        ["appliance", "restore", "paris"], ["appliance", "waive", "paris", "--reason", "x"],
        ["appliance", "change", "paris"], ["appliance", "change", "paris", "--role", "test", "--mail", "x"],
        ["appliance", "show", ".."], ["calendar", "turn", "paris"], ["calendar", "turn", "paris", "--on", "tomorrow"],
        ["calendar", "contract", "paris", "--from", "2026-01-01"], ["package", "list", "RS", "--appliance", "paris"],
        ["package", "list", "--standing", "blocked"], ["checkpoint", "sign", "3"],
    ])
    func `it is written wrongly`(words: [String]) async {
        await #expect(throws: (any Error).self) { try await Ratchet.asyncParseAsRoot(words) }
    }

    @Test func `a verb that is nearly right is answered with the one that was meant`() {
        #expect(VerbCheck.fault(in: ["appliance", "explian"])?.contains("`ratchet appliance explain`") == true)
        #expect(VerbCheck.fault(in: ["checkpoint", "sing", "3"])?.contains("`ratchet checkpoint sign`") == true)
    }

    @Test func `the list says first that everything is paused, since when, by whom and why`() {
        let order = StandstillOrderResource(reason: "an incident", by: "anna", at: "2026-05-01T12:00:00Z")
        func head(_ standstill: StandstillOrderResource?) -> [String] {
            let list = ApplianceListResource(appliances: [], standstill: standstill)
            let canvas = Canvas(width: 100)
            return ApplianceCommand.List.head(list, canvas).map(\.text)
        }
        #expect(head(order) == ["Everything is paused since 2026-05-01 12:00 UTC by anna: an incident.", ""])
        #expect(head(nil) == [])
    }

    @Test func `refusals of each kind speak of the verb's own options`() {
        #expect(CommandWords.option(for: "product", of: "invalid-upgrade") == "--to")
        #expect(CommandWords.option(for: "product", of: "invalid-appliance") == "--product")
        #expect(CommandWords.option(for: "rule", of: "invalid-waiver") == "RULE")
        #expect(CommandWords.option(for: "privateKey", of: "invalid-sign-off") == "--private-key")
    }
}
