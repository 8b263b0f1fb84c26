import AdminAPI
import ArgumentParser

extension ApplianceCommand {
    /// `ratchet appliance start`
    struct Start: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Start the upgrade that is planned: it goes on by itself whenever all gates of a hop are open.",
            discussion: "Example: ratchet appliance start support-paris")

        @OptionGroup var appliance: ApplianceArgument
        @OptionGroup var reader: LanguageOptions
        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await ApplianceOrder.decide("start", appliance.word, options, reader) {
                "The upgrade of \($0.name) is started."
            }
        }
    }

    /// `ratchet appliance cancel`
    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give an upgrade up. What is done stays done; a hop that is under way is never interrupted.",
            discussion: "Example: ratchet appliance cancel support-paris")

        @OptionGroup var appliance: ApplianceArgument
        @OptionGroup var reader: LanguageOptions
        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await ApplianceOrder.decide("cancel", appliance.word, options, reader) {
                "The upgrade of \($0.name) is cancelled."
            }
        }
    }

    /// `ratchet appliance waive`
    struct Waive: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set a rule aside for an appliance's open upgrade, with a reason.",
            discussion: """
                Only three can be: G2, the export of certificate and key; G5, the test run; S1, the soak. It takes an approver.

                Example: ratchet appliance waive support-paris G5 --reason "the lab is away"
                """)

        @OptionGroup var appliance: ApplianceArgument

        @Argument(help: "G2, G5 or S1.", completion: .list(["G2", "G5", "S1"]))
        var rule: String

        @OptionGroup var why: ReasonOption
        @OptionGroup var reader: LanguageOptions
        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await ApplianceOrder.give(options, reader) { client in
                try await client.post(
                    ["appliances", appliance.word, "waive"], WaiverBody(rule: rule, because: why.reason))
            } said: {
                "\(rule.uppercased()) is set aside for the upgrade of \($0.name)."
            }
        }
    }

    /// `ratchet appliance unfreeze`
    struct Unfreeze: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say that a frozen appliance may be touched again (D1).",
            discussion: """
                Only when its vendor says so. The upgrade stands still afterwards: resume it, have the backup restored, or \
                cancel it.

                Example:
                  ratchet appliance unfreeze support-paris \\
                    --reason "the vendor has repaired the base, case 4711"
                """)

        @OptionGroup var appliance: ApplianceArgument
        @OptionGroup var why: ReasonOption
        @OptionGroup var reader: LanguageOptions
        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await ApplianceOrder.decide("unfreeze", appliance.word, because: why.reason, options, reader) {
                "\($0.name) may be touched again."
            }
        }
    }

    /// `ratchet appliance restore`
    struct Restore: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Have the driver put the newest backup back, once, after a hop that failed (D2).",
            discussion: "Example: ratchet appliance restore support-paris --reason \"it loses calls\"")

        @OptionGroup var appliance: ApplianceArgument
        @OptionGroup var why: ReasonOption
        @OptionGroup var reader: LanguageOptions
        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await ApplianceOrder.decide("restore", appliance.word, because: why.reason, options, reader) {
                "The backup of \($0.name) is being put back."
            }
        }
    }
}
