import AdminAPI
import ArgumentParser
import Foundation

/// Why a command did not do what it was told, in words for a person, with the exit code for a program.
struct CommandFailure: Error, Sendable, Equatable {
    /// `docs/commands.md` lists them.
    enum Code: Int32, Sendable {
        /// The server refused, or it failed.
        case refused = 1
        case unreachable = 3
        case notFound = 4
    }

    let code: Code
    let text: String
    /// What the server said; nil where it said nothing.
    private(set) var problem: ProblemResource?

    init(_ code: Code, _ text: String) { (self.code, self.text) = (code, text) }

    init(_ problem: ProblemResource) {
        self.problem = problem
        // A path that is not there means another version of the server, not a thing that is not there.
        code = problem.status == 404 && problem.code != "no-such-path" ? .notFound : .refused
        if problem.faults.isEmpty {
            text = "\(problem.title): \(CommandWords.sentence(problem.detail))"
        } else {
            let faults = problem.faults.map { fault in
                let option = CommandWords.option(for: fault.field, of: problem.code)
                return "\n  \(option.isEmpty ? "" : "\(option): ")\(CommandWords.sentence(fault.text))"
            }
            text = "\(problem.title):\(faults.joined())"
        }
    }

    /// Runs a command's work; what goes wrong is said on stderr and becomes the exit code.
    ///
    /// - Parameter isJSON: whether it is said to a program.
    static func reporting(isJSON: Bool = false, _ work: () async throws -> Void) async throws {
        do {
            try await work()
        } catch let failure as CommandFailure {
            Terminal.complain(isJSON ? failure.json : Terminal.wrapped(lines: failure.text))
            throw ExitCode(failure.code.rawValue)
        }
    }
}

extension CommandFailure {
    /// A failure for programs: what the server said of it, or the same fields where it said nothing.
    private struct Report: Encodable {
        let code: String
        let detail: String
        let exitCode: Int32
        let faults: [ProblemResource.Fault]
    }

    /// One line.
    var json: String {
        let usual = [Code.refused: "refused", .unreachable: "unreachable", .notFound: "not-found"][code] ?? "refused"
        let report = Report(
            code: problem?.code ?? usual, detail: problem?.detail ?? text, exitCode: code.rawValue,
            faults: problem?.faults ?? [])
        return (try? Output.jsonLine(report)) ?? text
    }
}
