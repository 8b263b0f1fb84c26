import AdminAPI
import ArgumentParser
import PackageFile
import YAMLText

/// What the server has.
extension PackageCommand {
    /// `ratchet package import`
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a release graph to the server; it takes the place of the one before it.",
            discussion: """
                It is checked first, as `ratchet package validate` does. Upgrades that are planned find their way anew where it has \
                changed. With --dry-run the server says which packages would come, go or change, and takes nothing in.

                Examples:
                  ratchet package import appliance.yaml
                  ratchet package import appliance.yaml --dry-run
                """)

        @Argument(help: "The file, YAML or JSON.", completion: .file())
        var file: String

        @Flag(help: "Say what would change, and change nothing.")
        var dryRun = false

        @OptionGroup var options: ServerOptions

        func run() async throws {
            try await options.reporting {
                let text = try WrittenFile.text(file, most: PackageFile.limits.octets) { try PackageFile.read($0) }
                if dryRun {
                    let preview: GraphPreviewResource = try await options.client().post(
                        ["packages"], FileBody(text: text, dryRun: true))
                    if options.json { return try Output.json(preview) }
                    for line in preview.words { try Output.line(Terminal.wrapped(line)) }
                    return
                }
                let graph: GraphResource = try await options.client().post(["packages"], FileBody(text: text))
                if options.json { return try Output.json(graph) }
                try Output.line(Terminal.wrapped("\(graph.product), revision \(graph.revision): \(graph.words)."))
            }
        }
    }

    /// `ratchet package list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List release graphs, a graph's packages, or how they stand to an appliance.",
            discussion: """
                Of an appliance each package is installable, blocked with what is missing, installed, or not applicable (P2).

                Examples:
                  ratchet package list
                  ratchet package list "Remote Support"
                  ratchet package list --appliance support-paris --standing blocked
                """)

        @Argument(
            help: "The product whose packages are wanted.", completion: Suggestions.products, transform: Naming.word)
        var product: String?

        @Option(
            help: "The appliance to which they stand.", completion: Suggestions.appliances, transform: Naming.word)
        var appliance: String?

        @Option(
            help: "With --appliance: only packages that stand so; repeat it for more.",
            completion: .list(["installable", "blocked", "installed", "not-applicable"]))
        var standing: [String] = []

        @OptionGroup var display: DisplayOptions
        @OptionGroup var options: ServerOptions

        func validate() throws {
            if product != nil, appliance != nil { throw ValidationError("Name a product or an appliance, not both.") }
            if appliance == nil, !standing.isEmpty { throw ValidationError("--standing goes with --appliance.") }
        }

        func run() async throws {
            try await options.reporting {
                let client = try options.client()
                if let appliance { return try show(try await standings(of: appliance, client)) }
                if let product { return try show(try await packages(of: product, client)) }
                let list: GraphListResource = try await client.get(["packages"])
                if options.json { return try Output.json(list) }
                try Output.table(
                    PackageTable.table(list.graphs),
                    empty: "There is no release graph. `ratchet package import FILE` takes one in.", display)
            }
        }

        private func show(_ list: PackageListResource) throws {
            if options.json { return try Output.json(list) }
            try Output.table(PackageTable.table(list.packages), empty: "It has no packages.", display)
        }

        private func show(_ list: PackageStandingListResource) throws {
            if options.json { return try Output.json(list) }
            try Output.table(PackageTable.table(list.packages), empty: "No package stands so.", display)
        }

        private func packages(of product: String, _ client: AdminClient) async throws -> PackageListResource {
            var list: PackageListResource = try await client.get(["packages", product], ["limit": "1000"])
            while let next = list.next {
                let page: PackageListResource = try await client.get(
                    ["packages", product], ["limit": "1000", "after": next])
                list.packages += page.packages
                list.next = page.next
            }
            return list
        }

        private func standings(
            of appliance: String, _ client: AdminClient
        ) async throws -> PackageStandingListResource {
            var query = ["limit": "1000"]
            if !standing.isEmpty { query["standing"] = standing.joined(separator: ",") }
            let path = ["appliances", appliance, "packages"]
            var list: PackageStandingListResource = try await client.get(path, query)
            while let next = list.next {
                query["after"] = next
                let page: PackageStandingListResource = try await client.get(path, query)
                list.packages += page.packages
                list.next = page.next
            }
            return list
        }
    }
}

/// Graphs and packages as tables.
enum PackageTable {
    static func table(_ graphs: [GraphResource]) -> TextTable {
        var table = TextTable(
            ["PRODUCT", ">PACKAGES", ">STOPS", ">WITHDRAWN", ">REVISION", "IMPORTED (UTC)", "BY"], flexible: 0,
            spare: [6])
        for graph in graphs {
            table.add([
                graph.product, String(graph.packages), String(graph.floors), String(graph.withdrawn),
                String(graph.revision), Output.time(graph.importedAt), graph.importedBy,
            ])
        }
        return table
    }

    static func table(_ packages: [PackageResource]) -> TextTable {
        var table = TextTable(
            ["PACKAGE", "CLASS", "VERSION", "NEEDS", ">ESTIMATE", "NOTE"], flexible: 5, wraps: true, spare: [1])
        for package in packages {
            table.add([
                package.id, package.packageClass, package.version, package.needs,
                EstimateText.words(seconds: package.estimateSeconds),
                [package.withdrawn.map { "withdrawn: \($0)" }, package.deadEnd.map { "dead end: \($0)" }]
                    .compactMap(\.self).joined(separator: "; "),
            ])
        }
        return table
    }

    static func table(_ standings: [PackageStandingResource]) -> TextTable {
        var table = TextTable(["PACKAGE", "STANDS", "WHAT IS MISSING", "FIRST"], flexible: 2, wraps: true, spare: [3])
        for standing in standings {
            table.add([
                standing.package.id, standing.standing, standing.missing.map(\.text).joined(separator: "; "),
                standing.chain?.first,
            ])
        }
        return table
    }
}

extension PackageResource {
    /// `base >=6.0 <7, product >=22.1`
    fileprivate var needs: String? {
        let parts = [requiredBase.map { "base \($0)" }, requiredProduct.map { "product \($0)" }].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}

extension GraphResource {
    fileprivate var words: String {
        "\(Output.count(packages, "package")), \(Output.count(floors, "required stop")), \(withdrawn) withdrawn"
    }
}
