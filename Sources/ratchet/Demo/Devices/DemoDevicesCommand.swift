import ArgumentParser
import FleetSimulator
import Foundation
import LocalServer
import Logging

/// `ratchet demo devices`: simulated devices and the real server on this machine.
struct DemoDevicesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices", abstract: "Watch a simulated fleet being taken to the newest release.",
        discussion: """
            Starts the real server as a child process on free ports with a new data folder, a lookup service and a push \
            service that stand in for Apple's, and simulated devices, which enrol as real ones do: with a link, a key and a \
            certificate of their own, over TLS; makes a plan for all of them and follows it. While \
            you watch, a few devices become overdue and Apple publishes another release. It takes about two minutes. The \
            server stays up until Ctrl-C.

            Examples:
              ratchet demo
              ratchet demo devices --exit --json

            The latter ends by itself and prints one JSON object with the counts per final state.

            Exit code 0: every device that could finish did, every other one has a stated reason, the server's explanations \
            agree with what the simulator knows of each device, and no device saw the server break the protocol; 1: not \
            so; 130: Ctrl-C came before the end.
            """)

    @Option(help: "How many devices, 1 to 1000.")
    var devices = 200

    @OptionGroup var options: DemoOptions

    func validate() throws {
        guard (1...1000).contains(devices) else { throw ValidationError("--devices takes 1 to 1000.") }
    }

    func run() async throws {
        var logger = Logger(label: "demo") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .error
        let folder = try DemoFolder(in: options.directory)
        let ports = (admin: FreePort.take(), devices: FreePort.take())
        let identity = try PushStandInIdentity()
        let client = try DemoAPI(port: ports.admin, folder).client
        let enrolment = FleetEnrolment(
            roots: Data(identity.rootPEM.utf8), mutualTLSDevices: DemoDevicesCommand.mutualTLSDevices
        ) { device in
            .link(try await client.enrolmentLink(for: device))
        }
        let fleet = try SimulatedFleet(
            FleetConfiguration(
                server: "https://localhost:\(ports.devices)", enrolment: enrolment, devices: devices,
                seed: options.seed, durations: .shown, habits: .shown, stateFile: folder.fleetState.path,
                pushIdentity: identity),
            logger: logger)
        try identity.write(into: folder.tls, topic: fleet.pushTopic)
        let show = DemoShow(toStandardError: options.json)
        let demo = Demo(folder: folder, adminPort: ports.admin, devicesPort: ports.devices, fleet: fleet, show: show)
        guard let outcome = try await demo.run(timeout: .seconds(options.timeout), staysUp: !options.exit) else {
            throw show.stopped(folder)
        }
        if options.json { print(outcome.json) }
        if !outcome.isGood { throw ExitCode(1) }
    }

    /// Those that show their certificate in the handshake too: each keeps connections of its own.
    private static let mutualTLSDevices = 4
}

extension PhaseDurations {
    /// As in `demo`, but what is lacking is lacking long enough to be seen.
    fileprivate static let shown: PhaseDurations = {
        var durations = PhaseDurations.demo
        durations.enrolment = 0...12
        durations.recovery = 15...25
        durations.absence = 25...35
        return durations
    }()
}

extension HabitMix {
    /// A few who put it off until the deadline, which is days away, so that most can be seen to arrive.
    fileprivate static let shown = HabitMix(perHundred: [.tonight: 25, .defers: 4, .never: 4, .onLeave: 6])
}
