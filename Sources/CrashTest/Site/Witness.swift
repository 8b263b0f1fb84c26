import AdminAPI
import FleetSimulator
import Foundation
import Synchronization

/// Remembers what the server answered and served, and what was under way when it was killed.
final class Witness: FleetWitness, Sendable {
    private struct State {
        var promises = Promises()
        var histories = Histories()
        var losses: [Loss] = []
        var requests = 0
        /// The request that each device waits for, by UDID.
        var underWay: [String: Int] = [:]
        /// Requests without an answer.
        var unanswered: Set<Int> = []
        /// Answers of 503.
        var refusals = 0
        /// Whoever waits for the next request.
        var waiting: [AsyncStream<Void>.Continuation] = []
        /// What is done as soon as something of a device is taken.
        var deed: (@Sendable () -> Void)?

        /// What is seen again and again is lost once.
        mutating func add(_ loss: Loss) {
            if !losses.contains(loss) { losses.append(loss) }
        }
    }

    private let state = Mutex(State())

    func sent(_ request: WitnessedRequest) {
        let waiting = state.withLock { state in
            state.promises.sent(request)
            state.requests += 1
            state.underWay[request.udid] = state.requests
            defer { state.waiting = [] }
            return state.waiting
        }
        for one in waiting { one.finish() }
    }

    func ended(_ request: WitnessedRequest, _ answer: WitnessedAnswer?) {
        let deed = state.withLock { state -> (@Sendable () -> Void)? in
            let number = state.underWay.removeValue(forKey: request.udid)
            guard let answer else {
                if let number { state.unanswered.insert(number) }
                return nil
            }
            if answer.status == 503 { state.refusals += 1 }
            if let loss = state.promises.answered(request, answer) { state.add(loss) }
            guard answer.status == 200, request.kind.isPromise else { return nil }
            defer { state.deed = nil }
            return state.deed
        }
        deed?()
    }

    var promises: Promises { state.withLock { $0.promises } }
    var histories: Histories { state.withLock { $0.histories } }
    var losses: [Loss] { state.withLock { $0.losses } }
    /// How many requests of devices were answered 503.
    var refusals: Int { state.withLock { $0.refusals } }
    /// How many reports were answered 200.
    var reports: Int { state.withLock { $0.promises.reports } }

    func note(_ losses: [Loss]) { state.withLock { state in losses.forEach { state.add($0) } } }

    func promise(_ change: @Sendable (inout Promises) -> Void) { state.withLock { change(&$0.promises) } }

    /// - Parameter timeline: the oldest event first.
    func served(_ timeline: [EventResource], of device: String) {
        state.withLock { state in
            if let loss = state.histories.served(timeline, of: device) { state.add(loss) }
        }
    }

    func served(_ events: [StreamedEventResource], from first: Int) {
        state.withLock { state in
            if let loss = state.histories.served(events, from: first) { state.add(loss) }
        }
    }

    /// The requests that wait for an answer at the moment.
    var underWay: Set<Int> { state.withLock { Set($0.underWay.values) } }

    /// How many of them never got one; waits until it is known of each.
    func cutOff(_ requests: Set<Int>) async -> Int {
        await Patience.wait(atMost: .seconds(5)) { self.underWay.isDisjoint(with: requests) }
        return state.withLock { $0.unanswered.intersection(requests).count }
    }

    /// Whether something is to be done at the next promise.
    var isArmed: Bool { state.withLock { $0.deed != nil } }

    /// Whether somebody waits for the next request.
    var isAwaited: Bool { state.withLock { !$0.waiting.isEmpty } }

    /// Does something as soon as a device has read that something of its was taken; in the device's own task, so that
    /// nothing comes between. Ends when it is done.
    func nextPromise(_ deed: @escaping @Sendable () -> Void) async {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        state.withLock { state in
            state.deed = {
                deed()
                continuation.finish()
            }
        }
        for await _ in stream {}
        state.withLock { $0.deed = nil }
    }

    /// Until a device sends something.
    func nextRequest() async {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        state.withLock { $0.waiting.append(continuation) }
        for await _ in stream {}
    }
}

extension RequestKind {
    /// Whether a device believes after the answer that it need not say this again.
    fileprivate var isPromise: Bool {
        switch self {
        case .authenticate, .tokenUpdate, .setBootstrapToken, .commandAnswer, .status: true
        case .profile, .certificate, .getBootstrapToken, .idlePoll, .tokens, .declarationItems, .declaration: false
        }
    }
}
