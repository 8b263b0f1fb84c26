import ApplePush
import FleetSimulator
import Foundation
import Logging
import Orchestrator
import Ports
import RatchetCore
import SeededRandom
import Storage
import Synchronization
import TestSupport
import Testing

/// The real service, client and store against a push service that gives every answer and breaks off in the middle.
@Suite("A fleet is woken through trouble", .serialized)
struct PushDrainTests {
    @Test(arguments: [(UInt64(1), 2_000), (2, 300), (3, 300)])
    func `each push that should be sent arrives, and none goes to a dead token`(
        _ seed: UInt64, _ devices: Int
    ) async throws {
        let weather = PushWeather(seed: seed, trouble: 0.06)
        try await PushHouse.open(PushStandIn.Manners(streams: 40, script: weather.script)) { house in
            let fleet = try await PushFleet(devices: devices)
            let answers = try await fleet.serve(house) { answers in await answers.untilAllAre(fleet.tokens) }
            #expect(answers.pushesToTheDead == 0)
            #expect(answers.accepted.isSubset(of: weather.arrived), "nothing counts as sent that did not arrive")
            #expect(answers.accepted.union(answers.refused) == Set(fleet.tokens))
            #expect(try await fleet.refusedTokens() == answers.refused)
            #expect(house.standIn.connectionCount > 2, "connections broke off")
        }
    }

    @Test func `a refused certificate holds everything back, and once it is mended everything goes`() async throws {
        let isRefused = Mutex(true)
        let script: PushScript = { _, _ in
            isRefused.withLock { $0 } ? .answer(403, reason: "BadCertificate") : .byTheRules
        }
        try await PushHouse.open(PushStandIn.Manners(script: script)) { house in
            let fleet = try await PushFleet(devices: 300)
            let answers = try await fleet.serve(house) { answers in
                try await fleet.untilStopped()
                #expect(house.standIn.pushCount <= 2 * 128, "no more than were on their way")
                #expect(try await fleet.waiting() == 300, "nothing is lost")
                #expect(try await fleet.runner.read(AdminPushes.show()).concern == .stopped)
                isRefused.withLock { $0 = false }
                try await fleet.runner.perform(AdminPushes.resume())
                await answers.untilAllAre(fleet.tokens)
                #expect(try await fleet.runner.read(AdminPushes.show()).concern == nil)
            }
            #expect(answers.accepted == Set(fleet.tokens))
        }
    }
}

/// What the push service does with whom, by a seed, and what came to it.
private final class PushWeather: Sendable {
    private let random: Mutex<SeededRandom>
    private let tokens = Mutex<Set<String>>([])
    private let trouble: Double

    init(seed: UInt64, trouble: Double) {
        random = Mutex(SeededRandom(seed: seed))
        self.trouble = trouble
    }

    /// Tokens of pushes that the service took in.
    var arrived: Set<String> { tokens.withLock { $0 } }

    var script: PushScript {
        { [self] token, _ in
            let turn = draw()
            switch turn {
            case .byTheRules, .late, .takenAndDropped: _ = tokens.withLock { $0.insert(token) }
            default: break
            }
            return turn
        }
    }

    private func draw() -> PushTurn {
        random.withLock { random in
            guard Double.random(in: 0..<1, using: &random) < trouble else { return .byTheRules }
            return switch Int.random(in: 0..<40, using: &random) {
            case 0: .dropped
            case 1: .takenAndDropped
            case 2: .goAway(reason: "Shutdown")
            case 3: .goAway()
            case 4: .answer(503, reason: "Shutdown")
            case 5...10: .reset
            case 11...17: .answer(500, reason: "InternalServerError")
            case 18...22: .answer(429, reason: "TooManyRequests")
            case 23...30: .late(.milliseconds(20))
            case 31...35: .answer(410, reason: "Unregistered", timestamp: 4_000_000_000_000)
            default: .answer(400, reason: "BadDeviceToken")
            }
        }
    }
}

/// The sender of the service, and what it was told of whom.
private final class PushAnswers: PushSender {
    private struct State {
        var accepted: Set<String> = []
        var refused: Set<String> = []
        var pushesToTheDead = 0
        var wanted: Set<String> = []
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let client: PushClient
    private let state = Mutex(State())

    init(_ client: PushClient) { self.client = client }

    var accepted: Set<String> { state.withLock { $0.accepted } }
    var refused: Set<String> { state.withLock { $0.refused } }
    /// Pushes to a token of which the service had heard that it is dead.
    var pushesToTheDead: Int { state.withLock { $0.pushesToTheDead } }

    func refreshed() async -> PushStanding { await client.refreshed() }

    func send(_ push: PushRequest) async -> PushOutcome {
        let token = push.token.map { String(UInt16($0) + 0x100, radix: 16).dropFirst() }.joined()
        state.withLock { state in if state.refused.contains(token) { state.pushesToTheDead += 1 } }
        let outcome = await client.send(push)
        let waiter = state.withLock { state in
            switch outcome {
            case .accepted: state.accepted.insert(token)
            case .tokenRefused: state.refused.insert(token)
            default: return nil as CheckedContinuation<Void, Never>?
            }
            state.wanted.remove(token)
            guard state.wanted.isEmpty else { return nil }
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
        return outcome
    }

    /// Until each of these was taken or refused.
    func untilAllAre(_ tokens: [String]) async {
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                state.wanted = Set(tokens).subtracting(state.accepted).subtracting(state.refused)
                if !state.wanted.isEmpty { state.waiter = continuation }
                return state.wanted.isEmpty
            }
            if isDone { continuation.resume() }
        }
    }
}

private struct PresentTime: WallClock {
    func now() -> Instant { Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)) }
}

/// Enrolled devices, each with a token of its own and a push that waits.
private struct PushFleet: Sendable {
    let installation: Installation
    let runner: StepRunner
    let tokens: [String]

    init(devices: Int) async throws {
        installation = try Installation()
        runner = StepRunner(
            store: installation.store, clock: PresentTime(), ids: CountingIDs(), random: CountingOctets(),
            secrets: OpenBox(),
            settings: Settings(pushRetry: .milliseconds(100), pushesPerSecond: 100_000))
        tokens = (0..<devices).map { number in
            let digits = String(number, radix: 16)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }
        let now = installation.now
        try await installation.write { store in
            for number in 0..<devices { try store.enrol(number, at: now) }
        }
    }

    /// Runs the real service until `body` is done.
    func serve(
        _ house: PushHouse, _ body: @Sendable (PushAnswers) async throws -> Void
    ) async throws -> PushAnswers {
        let client = PushClient(house.choice)
        let answers = PushAnswers(client)
        var logger = Logger(label: "push")
        logger.logLevel = .critical
        let service = PushService(runner: runner, sender: answers, logger: logger)
        let serving = Task { try await service.run() }
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await body(answers))
        } catch {
            outcome = .failure(error)
        }
        serving.cancel()
        _ = await serving.result
        await client.close()
        try outcome.get()
        return answers
    }

    /// Until pushes are held back.
    func untilStopped() async throws {
        while try await installation.store.read({ try $0.pushState().stop == nil }) {
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    /// How many pushes are in the outbox.
    func waiting() async throws -> Int {
        try await installation.store.read { try $0.outboxCounts().filter { $0.kind == WorkKind.push }.map(\.waiting) }
            .reduce(0, +)
    }

    /// The tokens that the server knows to be dead.
    func refusedTokens() async throws -> Set<String> {
        try await installation.store.read { [tokens] store in
            var refused: Set<String> = []
            for (number, token) in tokens.enumerated()
            where try store.enrolment(EnrolmentID(stored: "MAC-\(number)"))?.pushRefusal != nil {
                refused.insert(token)
            }
            return refused
        }
    }
}

extension StoreTransaction {
    /// A device whose token is its number, for which a command and a push wait.
    fileprivate mutating func enrol(_ number: Int, at now: Instant) throws {
        let (name, id) = ("MAC-\(number)", DeviceID("device-\(number)"))
        _ = try touchOrCreate(identifier: name, newID: id, facts: .mac("26.3"), at: now)
        let channel = EnrolmentID(stored: name)
        try startEnrolment(channel, of: id, isUserChannel: false, topic: PushHouse.topic, at: now)
        let token = withUnsafeBytes(of: UInt32(number).bigEndian) { Data($0) }
        try setPushAddress(channel, topic: PushHouse.topic, token: token, magic: "m", at: now)
        _ = try queueCommand("A", arguments: "[]", id: "c\(number)", for: channel, at: now)
        try enqueue(subject: name, kind: WorkKind.push, dueAt: now.microseconds, body: "", now: now.microseconds)
    }
}
