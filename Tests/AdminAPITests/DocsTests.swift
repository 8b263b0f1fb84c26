import Foundation
import Testing

@Suite("The docs keep up")
struct DocsTests {
    private func page(_ name: String) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "docs/\(name)"), encoding: .utf8)
    }

    @Test func `docs/api.md names every problem that can be answered`() throws {
        let page = try page("api.md")
        for code in [
            "foreign-host", "foreign-origin", "no-such-path", "method-not-allowed", "body-too-large",
            "wrong-content-type", "malformed-body", "invalid-parameter", "invalid-plan", "invalid-group",
            "invalid-refresh",
            "unknown-devices", "no-such-device", "no-such-group", "no-such-plan", "no-such-report", "group-exists",
            "too-many-streams",
            "device-not-enrolled", "push-refused", "ambiguous-device", "store-busy", "store-unavailable", "store-full",
            "internal-fault", "sign-in-needed", "sign-in-invalid", "sign-in-refused", "sign-in-busy",
            "too-many-attempts",
            "not-allowed", "not-for-tokens", "only-signed-in", "set-up-refused", "no-such-user", "no-such-token",
            "user-exists", "last-administrator", "wrong-password", "invalid-user", "invalid-password", "invalid-token",
            "too-many-tokens", "enrolment-impossible", "terms-not-agreed", "invalid-link", "no-such-link",
            "keys-unusable",
            "invalid-appliance", "invalid-upgrade", "invalid-pause", "invalid-unfreezing", "invalid-restoring",
            "invalid-waiver", "invalid-turn", "invalid-contract", "invalid-snapshot", "invalid-sign-off",
            "invalid-standstill", "invalid-path", "invalid-graph-file", "invalid-calendar-file", "no-such-appliance",
            "no-such-package", "no-such-graph", "no-such-calendar", "no-such-checkpoint", "appliance-exists",
            "upgrade-open", "no-open-upgrade", "not-in-this-state", "unknown-inventory", "no-path", "package-blocked",
            "nothing-to-do", "second-person-needed", "path-changed", "call-under-way", "cannot-restore",
            "driver-reads-it", "checkpoint-closed", "address-taken", "approver-needed",
        ] {
            #expect(page.contains("`\(code)`"), "\(code)")
        }
    }
}
