import AdminAPI
import ArgumentParser
import RatchetCore

/// `ratchet appliance path`: the hops from one version to another.
struct AppliancePathCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "path", abstract: "Show the hops from what is installed to what is wanted.",
        discussion: """
            Of an appliance by its name; or of any version, with --from, by the server's graph of a product or by a file with \
            --graph, which needs no server. Without --to the newest product is the target. Of several paths it takes the one with \
            the fewest product hops, then the fewest hops, then the newest versions from the first hop on (P8).

            Examples:
              ratchet appliance path support-paris --to 22.4.1
              ratchet appliance path --product "Remote Support" --from 21.2.1
              ratchet appliance path --graph stops.yaml --from 15.11.13 --to 17.5.2
              ratchet appliance path --graph appliance.yaml --from 21.2.1 \\
                --from-base 5.5.0 --json

            Exit code 0: there is a path; 1: there is none, or the graph has faults; 4: there is no such file or appliance.
            """)

    @Argument(
        help: "The appliance's name, number or id.", completion: Suggestions.appliances, transform: Naming.word)
    var appliance: String?

    @Option(help: "The product whose release graph the server has.", completion: Suggestions.products)
    var product: String?

    @Option(help: "The release graph's file.", completion: .file())
    var graph: String?

    @Option(help: "The product version that is installed.", transform: VersionOption.read)
    var from: PackageVersion?

    @Option(
        help: "The base version that is installed; may be left out where the graph leaves no choice.",
        transform: VersionOption.read)
    var fromBase: PackageVersion?

    @OptionGroup var target: TargetOptions
    @OptionGroup var display: DisplayOptions
    @OptionGroup var options: ServerOptions

    func validate() throws {
        if [appliance, product, graph].count(where: { $0 != nil }) != 1 {
            throw ValidationError("Say of what: name an appliance, or give --product or --graph.")
        }
        let isInstalledGiven = from != nil || fromBase != nil
        if appliance != nil, isInstalledGiven {
            throw ValidationError("What an appliance runs it says itself: --from goes with --product and --graph.")
        }
        if appliance == nil, !isInstalledGiven {
            throw ValidationError(
                "Say what is installed: --from VERSION, and --from-base VERSION where there are bases.")
        }
    }

    func run() async throws {
        try await options.reporting {
            let path = if let graph { try path(in: graph) } else { try await asked(try options.client()) }
            if options.json {
                try Output.json(path)
            } else {
                try Output.page(PathPage(path: path).lines(on: display.canvas), display)
            }
            if path.path == nil { throw ExitCode(CommandFailure.Code.refused.rawValue) }
        }
    }

    private func asked(_ client: AdminClient) async throws -> PathResource {
        let query = [
            "product": target.product?.text, "base": target.base?.text, "package": target.package, "from": from?.text,
            "fromBase": fromBase?.text,
        ].compactMapValues { $0 }
        let place = appliance.map { ["appliances", $0] } ?? ["packages", product ?? ""]
        return try await client.get(place + ["path"], query)
    }

    /// Without a server.
    private func path(in file: String) throws -> PathResource {
        let graph = try GraphFile.read(file)
        let installed = InstalledVersions(base: try fromBase ?? base(in: graph), product: from)
        return PathResource(graph.path(from: installed, to: try target.path()), from: installed)
    }

    /// The base that goes with the product, where only one does; never guessed (P6).
    private func base(in graph: ReleaseGraph) throws -> PackageVersion? {
        guard let from else { return nil }
        let bases = graph.bases(with: from)
        if bases.count <= 1 { return bases.first }
        throw CommandFailure(
            .refused,
            "Product \(from) may run on base \(Output.list(bases.map(\.text), "or")). Say which: --from-base VERSION.")
    }
}

/// What is wanted; the newest where nothing is said.
struct TargetOptions: ParsableArguments {
    @Option(name: .customLong("to"), help: "The product version that is wanted.", transform: VersionOption.read)
    var product: PackageVersion?

    @Option(name: .customLong("to-base"), help: "The base version that is wanted.", transform: VersionOption.read)
    var base: PackageVersion?

    @Option(name: .customLong("to-package"), help: "The id of a package that is wanted, instead of a version.")
    var package: String?

    func validate() throws {
        if package != nil, product != nil || base != nil {
            throw ValidationError("--to-package names a package; --to and --to-base name versions. Give one of them.")
        }
    }

    func path() throws -> PathTarget {
        if let package {
            guard let id = PackageID(package) else {
                throw CommandFailure(.refused, "\"\(package)\" is no package's id.")
            }
            return .package(id)
        }
        return product == nil && base == nil ? .newest : .versions(base: base, product: product)
    }
}

/// A version as an option has it.
enum VersionOption {
    @Sendable static func read(_ text: String) throws -> PackageVersion {
        guard let version = PackageVersion(text) else {
            throw ValidationError("\"\(text)\" is not a version such as 22.4.1.")
        }
        return version
    }
}
