import AdminAPI
import ArgumentParser
import PackageFile
import RatchetCore
import YAMLText

/// `ratchet package`: the packages that there are for appliances.
struct PackageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "package",
        abstract: "Check, import and list release graphs: which packages there are, and what each needs.",
        discussion: """
            docs/packages.md tells how one writes a graph.

            Examples:
              ratchet package validate stops.yaml
              ratchet package import stops.yaml
              ratchet package list
            """,
        subcommands: [Validate.self, Schema.self, Import.self, List.self])

    /// `ratchet package validate`: every fault at once.
    struct Validate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Name everything that is wrong with a release graph's file.",
            discussion: """
                Needs no server.

                Example: ratchet package validate stops.yaml

                Exit code 0: no fault; 1: at least one, or the file can't be read; 4: there is no such file.
                """)

        @Argument(help: "The file, YAML or JSON.", completion: .file())
        var file: String

        @Flag(help: "Print what is in it and the faults as one JSON object.")
        var json = false

        func run() async throws {
            try await CommandFailure.reporting(isJSON: json) {
                let report = GraphReport(file: file, octets: try GraphFile.octets(file))
                if json { try Output.json(report) }
                if !json {
                    report.faults.forEach { Terminal.complain(Terminal.wrapped(lines: "\(file): \($0.words)")) }
                }
                if !json, report.faults.isEmpty { try Output.line("\(file): no fault; \(report.words)") }
                if !report.faults.isEmpty { throw ExitCode(CommandFailure.Code.refused.rawValue) }
            }
        }
    }

    /// `ratchet package schema`: for editors and other programs.
    struct Schema: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the JSON Schema of a release graph's file.", discussion: "Example: ratchet package schema")

        func run() async throws { try await CommandFailure.reporting { try Output.line(PackageSchema.json) } }
    }
}

/// What is to be said of a release graph's file.
struct GraphReport: Encodable {
    struct Fault: Encodable {
        @OrNull var line: Int?
        let path: String
        let text: String

        init(_ fault: YAMLFault) {
            (path, text) = (fault.path, fault.problem)
            _line = OrNull(wrappedValue: fault.line)
        }

        var words: String { YAMLFault(line: line, path: path, text).description }
    }

    let file: String
    let faults: [Fault]
    @OrNull var product: String?
    /// By class.
    let packages: [String: Int]
    let floors: Int
    let origins: Int

    init(file: String, octets: some Collection<UInt8>) {
        self.file = file
        do {
            let graph = try PackageFile.read(octets)
            (faults, floors, origins) = ([], graph.floors.count, graph.origins.count)
            packages = Dictionary(grouping: graph.packages, by: \.packageClass.rawValue).mapValues(\.count)
            _product = OrNull(wrappedValue: graph.product)
        } catch {
            (faults, packages, floors, origins) = (error.faults.map(Fault.init), [:], 0, 0)
            _product = OrNull(wrappedValue: nil)
        }
    }

    /// `Example: 2 base and 3 product packages, 1 floor`.
    var words: String {
        let classes = PackageClass.allCases.map(\.rawValue).compactMap { name in packages[name].map { "\($0) \(name)" }
        }
        let total = packages.values.reduce(0, +)
        return "\(product ?? ""): \(Output.list(classes)) \(total == 1 ? "package" : "packages"), "
            + "\(Output.count(floors, "floor")), \(Output.count(origins, "origin"))"
    }
}
