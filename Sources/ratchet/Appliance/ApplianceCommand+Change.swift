import AdminAPI
import ArgumentParser

extension ApplianceCommand {
    /// `ratchet appliance add`
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add an appliance. It is asked at once what it runs.",
            discussion: """
                The driver is a folder of appliances.drivers in the configuration; docs/drivers.md says what is in it. Import the \
                release graph and the calendar before. An appliance whose last hop is not known is soaked from now on (S1).

                Example:
                  ratchet appliance add support-paris --product "Remote Support" \\
                    --driver support --address support.example.org --calendar nights
                """)

        @Argument(help: "What to call it: 1 to 128 characters, not only digits.")
        var name: String

        @Option(help: "The release graph that its packages come from.", completion: Suggestions.products)
        var product: String

        @Option(help: "The driver, as the configuration names it.")
        var driver: String

        @Option(help: "Where it is, in words that its driver understands.")
        var address: String

        @Option(help: "production or test. Default: production.", completion: .list(["production", "test"]))
        var role: String?

        @Option(help: "The calendar that bounds the work on it.", completion: Suggestions.calendars)
        var calendar: String?

        @Option(help: "To whom its mail goes. Default: the operators' address.")
        var mail: String?

        @Option(help: "The base that it runs, where its driver can't tell.")
        var base: String?

        @Option(name: .customLong("version"), help: "The product version that it runs, where its driver can't tell.")
        var productVersion: String?

        @OptionGroup var reader: LanguageOptions
        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await ApplianceOrder.give(options, reader) { client in
                try await client.post(
                    ["appliances"],
                    ApplianceBody(
                        name: name, product: product, driver: driver, address: address, role: role, calendar: calendar,
                        mail: mail, base: base, version: productVersion))
            } said: {
                "Appliance \($0.number), \($0.name), is there."
            }
        }
    }

    /// `ratchet appliance change`
    struct Change: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change an appliance's driver, address, calendar, mail or role; what is not named stays.",
            discussion: """
                An empty calendar or mail takes it away. The role changes only while no upgrade is open, and takes an approver: a \
                test appliance needs neither a second person (G4) nor a test run (G5). For the same reason the driver and address of \
                a test appliance, or of one whose upgrade was approved, are not an operator's to change; and one driver finds one \
                appliance at an address.

                Examples:
                  ratchet appliance change support-paris --calendar weekends
                  ratchet appliance change support-lab --role test
                """)

        @OptionGroup var appliance: ApplianceArgument

        @Option(help: "The driver, as the configuration names it.")
        var driver: String?

        @Option(help: "Where it is, in words that its driver understands.")
        var address: String?

        @Option(help: "The calendar that bounds the work on it.", completion: Suggestions.calendars)
        var calendar: String?

        @Option(help: "To whom its mail goes.")
        var mail: String?

        @Option(help: "production or test.", completion: .list(["production", "test"]))
        var role: String?

        @OptionGroup var reader: LanguageOptions
        @OptionGroup var options: ServerOptions

        func validate() throws {
            let given = [driver, address, calendar, mail, role].contains { $0 != nil }
            if !given {
                throw ValidationError("Say what is to be changed: --driver, --address, --calendar, --mail or --role.")
            }
            if role != nil, driver ?? address ?? calendar ?? mail != nil {
                throw ValidationError("Change the role on its own: it takes an approver, the rest an operator.")
            }
        }

        func run() async throws {
            try await ApplianceOrder.give(options, reader) { client in
                let path = ["appliances", appliance.word]
                if let role { return try await client.put(path + ["role"], RoleBody(role: role)) }
                return try await client.patch(
                    path, ApplianceChangesBody(driver: driver, address: address, calendar: calendar, mail: mail))
            } said: {
                "Appliance \($0.number), \($0.name), is changed."
            }
        }
    }

    /// `ratchet appliance snapshot`
    struct Snapshot: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Have an appliance asked what it runs and how it is; or tell it, where its driver can't.",
            discussion: """
                Without anything told it asks, as soon as the driver is free: inventory, health and a support bundle. It is allowed \
                for a frozen appliance too, and changes nothing there. What a driver reads itself can't be told.

                Examples:
                  ratchet appliance snapshot support-paris
                  ratchet appliance snapshot support-paris --base 6.0.1 --product 22.1.3 \\
                    --note "read from its status page"
                """)

        @OptionGroup var appliance: ApplianceArgument
        @OptionGroup var told: ToldOptions

        @Option(help: "How you know; needed with anything told.")
        var note: String?

        @OptionGroup var reader: LanguageOptions
        @OptionGroup var options: ServerOptions

        func run() async throws {
            let body = SnapshotBody(
                base: told.base, product: told.product, licences: told.given(told.licences),
                well: told.well ? true : nil, alarms: told.given(told.alarms), note: note)
            try await ApplianceOrder.give(options, reader) { client in
                try await client.post(["appliances", appliance.word, "snapshot"], body)
            } said: {
                note == nil ? "Appliance \($0.number), \($0.name), is being asked." : "It is noted for \($0.name)."
            }
        }
    }
}

/// What a person has read of an appliance.
struct ToldOptions: ParsableArguments {
    @Option(help: "The base that it runs.")
    var base: String?

    @Option(help: "The product version that it runs.")
    var product: String?

    @Option(name: .customLong("licence"), help: "The id of a licence package that it holds; may be repeated.")
    var licences: [String] = []

    @Flag(help: "It is well: it has no alarms.")
    var well = false

    @Option(name: .customLong("alarm"), help: "An alarm that it has; may be repeated.")
    var alarms: [String] = []

    /// Nil for nothing said.
    func given(_ words: [String]) -> [String]? { words.isEmpty ? nil : words }
}
