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

    init(_ code: Code, _ text: String) { (self.code, self.text) = (code, text) }

    init(_ problem: ProblemResource) {
        // A path that is not there means another version of the server, not a thing that is not there.
        code = problem.status == 404 && problem.code != "no-such-path" ? .notFound : .refused
        if problem.faults.isEmpty {
            text = "\(problem.title): \(problem.detail)"
        } else {
            let faults = problem.faults.map { fault in
                let option = CommandWords.option(for: fault.field, of: problem.code)
                return "\n  \(option.isEmpty ? "" : "\(option): ")\(CommandWords.sentence(fault.text))"
            }
            text = "\(problem.title):\(faults.joined())"
        }
    }

    /// Runs a command's work; what goes wrong is said on stderr and becomes the exit code.
    static func reporting(_ work: () async throws -> Void) async throws {
        do {
            try await work()
        } catch let failure as CommandFailure {
            Terminal.complain(failure.text)
            throw ExitCode(failure.code.rawValue)
        }
    }
}
