import AppleMDM
import DeviceEndpoint
import FleetSimulator
import Foundation
import Orchestrator
import Ports
import RatchetCore
import Storage
import StorageSQLite

/// The server as it runs: the real steps on a real store, and what it keeps in memory, which a crash takes away.
final class SimulatedServer {
    /// What a device is answered.
    struct Reply {
        var status: Int
        var contentType: String?
        var retryAfter: Double?
        var body = Data()
    }

    private let store: InlineSQLiteStore
    let settings: Settings
    let saboteur: (any Saboteur)?
    let ids: RisingIDs
    /// What its clock shows.
    var now: Instant { didSet { ids.set(now) } }
    /// Raised by every restart; what an earlier life had scheduled is void.
    private(set) var life = 0
    private(set) var isUp = true
    /// How many steps it has run.
    private(set) var steps = 0
    /// Work that is claimed and not settled, by number.
    private var held: [Int: ServiceSteps.Held] = [:]
    private var heldCount = 0
    /// Wake-ups since somebody last took them.
    private var wakes: Set<String> = []
    /// The feed that was taken in last: the same once more is told as unchanged, as an entity tag does it.
    var lastFeed: Data?
    /// What went wrong inside, since somebody last looked.
    private(set) var fault: String?
    private var caches = StepCaches()
    private let secrets = MirrorBox()

    init(at now: Instant, settings: Settings, saboteur: (any Saboteur)?) throws {
        store = try InlineSQLiteStore(inMemoryWith: Schema.migrations)
        (self.now, self.settings, self.saboteur, ids) = (now, settings, saboteur, RisingIDs())
        ids.set(now)
    }

    /// A second server with the same store.
    init(beside other: SimulatedServer) {
        store = other.store
        (now, settings, saboteur) = (other.now, other.settings, other.saboteur)
        ids = RisingIDs(mark: "b")
        ids.set(now)
    }

    /// Everything in memory is gone.
    func crash() {
        isUp = false
        (held, wakes, lastFeed) = ([:], [], nil)
        caches = StepCaches()
    }

    func restart() {
        isUp = true
        life += 1
        ids.restart()
    }

    /// Runs one unit of work. This is the only way to the store, and the seam at which a saboteur sits.
    ///
    /// - Parameters:
    ///   - person: who asks for it; nil for the service itself.
    ///   - ahead: how far in the future the step is told to be.
    func step<Reply>(
        _ step: ServerStep, by person: String? = nil, ahead: Duration = .zero,
        _ body: (inout StoreTransaction, StepContext) throws -> StepOutcome<Reply>
    ) throws -> Reply {
        steps += 1
        let context = context(saboteur?.settings(settings, step) ?? settings, by: person, at: now + ahead)
        let outcome = try perform(step) { store in
            try saboteur?.before(step, &store, context.now)
            let outcome = try body(&store, context)
            try saboteur?.after(step, &store, context.now)
            return outcome
        }
        wakes.formUnion(outcome.wakes)
        return outcome.reply
    }

    /// Runs a step that only reads.
    func read<Reply>(_ body: (inout StoreTransaction, StepContext) throws -> Reply) throws -> Reply {
        let context = context(settings)
        return try store.perform { try body(&$0, context) }
    }

    private func context(_ settings: Settings, by person: String? = nil, at now: Instant? = nil) -> StepContext {
        StepContext(
            now: now ?? self.now, ids: ids, random: ids, secrets: secrets, settings: settings, caller: .believed,
            caches: caches, actor: person.map { AuditActor(.user, name: $0) } ?? .service)
    }

    /// A device with its verdict.
    func judged(_ device: DeviceID, sabotage: Sabotage?) throws -> JudgedDevice {
        guard let sabotage else { return try read { try AdminDevices.show(device.text)(&$0, $1) } }
        return try undoing { store in
            try sabotage.beforeJudging(device, &store)
            return try AdminDevices.show(device.text)(&store, context(settings))
        }
    }

    /// Looks at the store, which is none of the server's steps.
    func look<Outcome>(_ work: (inout StoreTransaction) throws -> Outcome) throws -> Outcome {
        try store.perform(work)
    }

    /// The wake-ups since the last call.
    func takeWakes() -> Set<String> {
        defer { wakes = [] }
        return wakes
    }

    private func perform<Outcome>(
        _ step: ServerStep, _ work: (inout StoreTransaction) throws -> Outcome
    ) throws -> Outcome {
        saboteur?.answersBeforeCommit(step) == true ? try undoing(work) : try store.perform(work)
    }

    /// Runs a unit of work and takes back what it wrote.
    private func undoing<Outcome>(_ work: (inout StoreTransaction) throws -> Outcome) throws -> Outcome {
        var outcome: Outcome?
        do {
            try store.perform { store in
                outcome = try work(&store)
                throw Undone()
            }
        } catch is Undone {}
        guard let outcome else { throw Undone() }
        return outcome
    }

    /// Takes back what a step wrote.
    private struct Undone: Error {}
}

extension SimulatedServer {
    /// Who makes trouble in the devices' world.
    var sabotage: Sabotage? { saboteur as? Sabotage }

    /// What the endpoint does with a device's message, without its HTTP.
    func answer(_ message: HandDrivenDevice.Message) -> Reply {
        fault = nil
        do {
            let deviceStep = try read(message)
            let reply = Reply(try step(.message(message.name), deviceStep.run))
            return sabotage?.distort(reply, to: message.name, steps) ?? reply
        } catch {
            if let problem = error as? DeviceProblem {
                // The refusal is counted in a unit of work of its own.
                do { try step(.refusal) { try RefusalSteps.count(problem, &$0, $1) } } catch { fault = "\(error)" }
            }
            let status = DeviceAnswerTable.code(of: error)
            if status >= 500 { fault = "\(error)" }
            let reply = Reply(status: status)
            return sabotage?.distort(reply, to: message.name, steps) ?? reply
        }
    }

    private func read(_ message: HandDrivenDevice.Message) throws -> DeviceStep {
        guard message.isCheckIn else {
            return DeviceStep(try DeviceMessageReader.read(AppleMDM.DeviceReport.self, message.body))
        }
        return try DeviceStep(
            try DeviceMessageReader.read(CheckInMessage.self, message.body), request: message.body)
    }

    /// Claims up to `limit` pieces of work and keeps them in memory, by number.
    func claim(_ kind: String, limit: Int) throws -> [(number: Int, held: ServiceSteps.Held)] {
        let pieces = try step(.claim(kind)) { try ServiceSteps.claim(kind, limit: limit, &$0, $1) }
        return pieces.map { piece in
            heldCount += 1
            held[heldCount] = piece
            return (heldCount, piece)
        }
    }

    /// Settles a piece that is still in memory; nil when a crash took it.
    func settle(_ number: Int, _ outcome: PushOutcome?) throws -> ServiceSteps.Held? {
        guard let piece = held.removeValue(forKey: number) else { return nil }
        try step(.settle(piece.kind)) { try ServiceSteps.settle(piece, outcome, &$0, $1) }
        return piece
    }
}

extension SimulatedServer.Reply {
    init(_ answer: DeviceAnswer) {
        switch answer {
        case .empty: self.init(status: 200)
        case .plist(let body): self.init(status: 200, contentType: "application/xml; charset=UTF-8", body: body)
        case .json(let body): self.init(status: 200, contentType: "application/json", body: body)
        }
    }
}

/// What a step is about, as far as a saboteur cares.
enum ServerStep: Equatable {
    /// A message of a device, by its name.
    case message(String)
    case refusal
    case claim(String)
    case settle(String)
    case feed
    case cancelPlan
    case admin
    case maintenance
    /// A driver's call is begun.
    case begin
    /// Somebody does something with an appliance.
    case person(String)
}

/// Seals by turning the bytes round, so that what is sealed is never what was given.
private struct MirrorBox: SecretBox {
    func seal(_ secret: Data, context: String) throws -> Data { Data(secret.reversed()) }
    func open(_ sealed: Data, context: String) throws -> Data { Data(sealed.reversed()) }
}
