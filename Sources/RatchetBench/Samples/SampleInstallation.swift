import AppleDDM
import AppleLookup
import AppleMDM
import AppleManagement
import DeviceEndpoint
import Foundation
import Logging
import Orchestrator
import Ports
import RatchetCore
import Storage
import Synchronization
import TestSupport

/// A store with a fleet in it: one Mac is taken by the real steps from its first check-in to a declaration that it has
/// fetched, and all others are copies of it.
struct SampleInstallation {
    let store: any Store
    /// For what concerns no single device.
    let runner: StepRunner
    /// For what the model does: its ids carry its digits.
    private let model: StepRunner

    init(_ store: any Store) {
        self.store = store
        func runner(_ ids: SampleIDs) -> StepRunner {
            StepRunner(
                store: store, clock: PresentTime(), ids: ids, random: CountingOctets(), secrets: NoSecrets(),
                settings: Settings())
        }
        self.runner = runner(SampleIDs(ending: "800000000000"))
        model = runner(SampleIDs(ending: SampleDevice.model.digits))
    }

    /// - Parameter devices: how many there are then; at least one.
    func fill(devices: Int) async throws {
        _ = try await LookupService(runner: runner, source: SampleFeed(), logger: Logger(label: "bench"))
            .refreshNow(believingBecause: nil)
        let plan = PlanRequest(rule: "latest", everything: true, days: 30)
        try await runner.perform(AdminPlans.create(plan))
        try await enrol()
        try await placeEvents()
        try await store.perform { store in try SampleCopies.make(devices - 1, &store) }
    }

    private func enrol() async throws {
        let identity = SampleDevice.model.identity
        var hello = Authenticate(identity: identity, topic: "com.apple.mgmt.External.sample")
        (hello.osVersion, hello.buildVersion, hello.productName) = ("26.3.1", "25D2128", "Mac14,7")
        (hello.serialNumber, hello.deviceName) = ("C02\(SampleDevice.model.digits)", "A Mac")
        try await say(.authenticate(hello))
        try await say(
            .tokenUpdate(
                TokenUpdate(
                    identity: identity, topic: hello.topic, token: Data(repeating: 7, count: 32),
                    pushMagic: "B0000000-0000-4000-8000-000000000001")))
        try await answerCommands()
        try await sync("status", SampleMessage.report)
        try await answerCommands()
        for endpoint in ["tokens", "declaration-items"] + SampleInstallation.declarations { try await sync(endpoint) }
        try await answerCommands()
    }

    private static let declarations = [DeclarationIdentifier.enforcement].map { "declaration/configuration/\($0)" }

    private func say(_ message: CheckInMessage) async throws {
        let step = try DeviceStep(message, request: message.plist())
        _ = try await model.perform(weight: step.weight, for: .believed, step.run)
    }

    private func sync(_ endpoint: String, _ report: Data? = nil) async throws {
        try await say(
            .declarativeManagement(
                DeclarativeManagement(identity: SampleDevice.model.identity, endpoint: endpoint, data: report)))
    }

    /// Polls and answers until there is nothing left to do.
    private func answerCommands() async throws {
        var report = DeviceReport(identity: SampleDevice.model.identity, status: .idle)
        while case .plist(let answer) = try await model.perform(for: .believed, DeviceStep(report).run) {
            let command = try CommandEnvelope(plist: answer)
            report = DeviceReport(
                identity: SampleDevice.model.identity, status: .acknowledged, commandUUID: command.commandUUID)
            if case .deviceInformation = command.command { report.queryResponses = SampleInstallation.inventory }
        }
    }

    private static let inventory: DeviceInformationResponse = {
        var answers = DeviceInformationResponse()
        (answers.osVersion, answers.buildVersion, answers.productName) = ("26.3.1", "25D2128", "Mac14,7")
        (answers.isSupervised, answers.isAppleSilicon, answers.availableDeviceCapacity) = (true, true, 210.5)
        (answers.serialNumber, answers.deviceName) = ("C02\(SampleDevice.model.digits)", "A Mac")
        return answers
    }()

    private func placeEvents() async throws {
        _ = try await store.perform { store in try store.placeEvents(limit: 1000) }
    }
}

struct PresentTime: WallClock {
    func now() -> Instant { Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)) }
}

/// Ids in the length of a UUID.
final class SampleIDs: IDSource {
    private let ending: String
    private let count = Mutex(0)

    /// - Parameter ending: twelve digits.
    init(ending: String) { self.ending = ending }

    func next() -> String {
        let number = count.withLock { count in
            count += 1
            return count
        }
        return "01900000-0000-7000-\(8_000 + number)-\(ending)"
    }
}

/// The model has no secrets.
struct NoSecrets: SecretBox {
    func seal(_ secret: Data, context: String) throws -> Data { secret }
    func open(_ sealed: Data, context: String) throws -> Data { sealed }
}
