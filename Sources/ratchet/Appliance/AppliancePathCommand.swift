import AdminAPI
import ArgumentParser
import RatchetCore

/// `ratchet appliance path`: the hops from one version to another.
struct AppliancePathCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "path", abstract: "Show the hops from what is installed to what is wanted.",
        discussion: """
            With --graph it asks a file and needs no server. Without --to the newest product is the target. Of several paths it \
            takes the one with the fewest product hops, then the fewest hops, then the newest versions from the first hop on (P8).

            Examples:
              ratchet appliance path --graph stops.yaml --from 15.11.13 --to 17.5.2
              ratchet appliance path --graph appliance.yaml --from 21.2.1 --from-base 5.5.0 --json

            Exit code 0: there is a path; 1: there is none, or the graph has faults; 4: there is no such file.
            """)

    @Option(help: "The release graph's file.", completion: .file())
    var graph: String

    @Option(help: "The product version that is installed.", transform: VersionOption.read)
    var from: PackageVersion?

    @Option(
        help: "The base version that is installed; may be left out where the graph leaves no choice.",
        transform: VersionOption.read)
    var fromBase: PackageVersion?

    @Option(help: "The product version that is wanted.", transform: VersionOption.read)
    var to: PackageVersion?

    @Option(help: "The base version that is wanted.", transform: VersionOption.read)
    var toBase: PackageVersion?

    @Option(help: "The id of a package that is wanted, instead of a version.")
    var toPackage: String?

    @Flag(help: "Print the answer as one JSON object.")
    var json = false

    @OptionGroup var display: DisplayOptions

    func validate() throws {
        if from == nil, fromBase == nil {
            throw ValidationError(
                "Say what is installed: --from VERSION, and --from-base VERSION where there are bases.")
        }
        if toPackage != nil, to != nil || toBase != nil {
            throw ValidationError("--to-package names a package; --to and --to-base name versions. Give one of them.")
        }
    }

    func run() async throws {
        try await CommandFailure.reporting(isJSON: json) {
            let graph = try GraphFile.read(graph)
            let installed = InstalledVersions(base: try fromBase ?? base(in: graph), product: from)
            let answer = graph.path(from: installed, to: try target())
            let path = PathResource(answer, from: installed)
            if json {
                try Output.json(path)
            } else {
                try Output.page(PathPage(path: path).lines(on: display.canvas), display)
            }
            if path.path == nil { throw ExitCode(CommandFailure.Code.refused.rawValue) }
        }
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

    private func target() throws -> PathTarget {
        if let toPackage {
            guard let id = PackageID(toPackage) else {
                throw CommandFailure(.refused, "\"\(toPackage)\" is no package's id.")
            }
            return .package(id)
        }
        return to == nil && toBase == nil ? .newest : .versions(base: toBase, product: to)
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
