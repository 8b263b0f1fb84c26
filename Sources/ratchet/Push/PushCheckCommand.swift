import AdminAPI
import ApplePush
import ArgumentParser
import Foundation
import Ports
import RatchetCore

/// `ratchet push check`: try the push certificate as the server would use it.
struct PushCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Try the push certificate, and push to one device.",
        discussion: """
            Reads the certificate that the configuration names, connects to the push service with it, and sends one push \
            to a token that no device has: the service takes the certificate if it refuses just that token. With --device \
            the running server pushes to that device too. That a push was taken does not prove that the device wakes; that \
            the device comes does.

            Examples:
              ratchet push check --config ratchet.yaml
              ratchet push check --config ratchet.yaml --device 3

            Exit code 0: all is well; 1: something is not, or the certificate has expired; 3: the server can't be reached \
            (with --device); 4: there is no such device.
            """)

    @Option(
        help: "Push to this device too: its number, name, serial number, UDID or id.", completion: Suggestions.devices,
        transform: Naming.word)
    var device: String?

    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await options.reporting {
            var report = try await PushCheck.run(configuration().push, now: SystemClock().now())
            // What was found here is said even where the server can't be asked.
            if !options.json { try say(report.words) }
            if let device {
                let answer: PushAnswerResource = try await options.client().post(["devices", device, "push"])
                report.device = answer
                if !options.json { try say([answer.words]) }
            }
            if options.json { try Output.json(report) }
            if !report.isGood { throw ExitCode(CommandFailure.Code.refused.rawValue) }
        }
    }

    private func configuration() throws -> Configuration {
        do {
            return try Configuration.load(options.config)
        } catch let faults as ConfigurationFaults {
            throw CommandFailure(.refused, faults.description)
        }
    }

    private func say(_ lines: [String]) throws {
        for line in lines { try Output.line(Terminal.wrapped(line)) }
    }
}
