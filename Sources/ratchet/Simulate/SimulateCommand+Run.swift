import ArgumentParser
import FleetAudit
import FleetSimulator
import Foundation
import Logging
import UnixSignals

extension SimulateCommand {
    func run() async throws {
        var logger = Logger(label: "simulate") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        let printer = FleetPrinter(json: json)
        try await CommandFailure.reporting { [logger] in
            let identity = try pushTLS.map { _ in try PushStandInIdentity() }
            var configuration = try fleetConfiguration()
            configuration.pushIdentity = identity
            let fleet = try SimulatedFleet(configuration, logger: logger)
            if let pushTLS, let identity { try identity.write(into: URL(filePath: pushTLS), topic: fleet.pushTopic) }
            let auditor = try audit.map {
                FleetAuditor(fleet: fleet, client: try AdminClient(at: $0, option: "--audit"))
            }
            let outcome = try await run(fleet, printer, auditor)
            // What is known of the fleet is said even where the server could not be asked about it.
            printer.end(fleet)
            guard let report = try outcome.get() else { return }
            printer.say(report)
            if !report.isGood { throw ExitCode(CommandFailure.Code.refused.rawValue) }
        }
    }

    /// Until it is stopped or, where that is wanted, settled. The audit takes place while the devices still run: what they
    /// have to report may be on its way.
    private func run(
        _ fleet: SimulatedFleet, _ printer: FleetPrinter, _ auditor: FleetAuditor?
    ) async throws -> Result<AuditReport?, any Error> {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await fleet.run() }
            group.addTask { await SimulateCommand.untilStopped() }
            if untilSettled { group.addTask { await SimulateCommand.untilSettled(fleet) } }
            group.addTask {
                guard let endpoints = try? await fleet.endpoints() else { return }
                printer.begin(fleet, endpoints)
                await printer.follow(fleet)
            }
            try await group.next()
            let outcome: Result<AuditReport?, any Error>
            do {
                outcome = .success(try await auditor?.auditUntilStopped())
            } catch {
                outcome = .failure(error)
            }
            group.cancelAll()
            try await group.waitForAll()
            return outcome
        }
    }

    private func fleetConfiguration() throws -> FleetConfiguration {
        var durations = (realistic ? PhaseDurations.realistic : .demo).faster(by: speed)
        if let phaseSeconds { durations = durations.withPhases(of: phaseSeconds) }
        return FleetConfiguration(
            server: server, enrolment: try enrolment.enrolment(), devices: try wantedDevices(), seed: seed,
            durations: durations, moods: obedient ? .obedient : .mixed,
            habits: users.habits, stateFile: state, push: noStandIns ? nil : ListenAddress(pushListen),
            lookup: noStandIns ? nil : ListenAddress(lookupListen), ramp: ramp)
    }

    /// As many as have something to enrol with, where nobody says and no state file does.
    private func wantedDevices() throws -> Int? {
        if devices != nil || state.map(FileManager.default.fileExists(atPath:)) == true { return devices }
        return try enrolment.devices()
    }

    /// Ctrl-C, or the end that a supervisor asks for.
    static func untilStopped() async {
        for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) { return }
    }

    /// Until nothing more comes of any device by itself, and that has been so for a while.
    private static func untilSettled(_ fleet: SimulatedFleet) async {
        var settling = Settling(quiet: 15)
        while !Task.isCancelled {
            if settling.look(isSettled: fleet.isSettled(at: Date()), at: Date()) { return }
            try? await Task.sleep(for: .seconds(1))
        }
    }
}
