import FleetSimulator
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// What came of asking a server for a while.
struct LoadResult: Sendable {
    var answered = 0
    /// Answers other than 200, and connections that broke.
    var failed = 0
    var latencies = LatencyHistogram()
    /// From the first request to the last answer.
    var time: Duration = .zero
}

/// Devices that ask one after the other on connections that stay open: each sends its next request when the last is
/// answered. One thread, so that most of the machine is left to the server.
struct LoadClient: Sendable {
    private let group: MultiThreadedEventLoopGroup
    private let port: Int

    init(port: Int) {
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        self.port = port
    }

    func shutdown() async throws { try await group.shutdownGracefully() }

    /// Asks on so many connections for so long.
    ///
    /// - Throws: when a connection can't be made.
    func run(_ requests: RequestSource, connections: Int, for duration: Duration) async throws -> LoadResult {
        let tally = LoadTally(requests, until: .now + duration, connections: connections)
        let port = port
        let start = ContinuousClock.now
        for _ in 0..<connections {
            _ = try await ClientBootstrap(group: group)
                .channelOption(.tcpOption(.tcp_nodelay), value: 1)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHTTPClientHandlers()
                        try channel.pipeline.syncOperations.addHandler(LoadConnection(tally, port: port))
                    }
                }
                .connect(host: "127.0.0.1", port: port).get()
        }
        var result = await tally.result()
        result.time = ContinuousClock.now - start
        return result
    }
}

/// What all connections of one run share.
final class LoadTally: Sendable {
    private struct State {
        var result = LoadResult()
        var open: Int
        var waiter: CheckedContinuation<LoadResult, Never>?
    }

    private let requests: RequestSource
    private let end: ContinuousClock.Instant
    private let state: Mutex<State>

    init(_ requests: RequestSource, until end: ContinuousClock.Instant, connections: Int) {
        (self.requests, self.end) = (requests, end)
        state = Mutex(State(open: connections))
    }

    /// The next request; nil when the time is over.
    func next() -> DeviceMessage? { ContinuousClock.now < end ? requests.next() : nil }

    func note(isGood: Bool, after latency: Duration) {
        state.withLock { state in
            state.result.answered += 1
            if !isGood { state.result.failed += 1 }
            state.result.latencies.note(latency)
        }
    }

    /// A connection has ended; one that broke had a request under way.
    func ended(broke: Bool) {
        let waiter = state.withLock { state in
            state.open -= 1
            if broke { state.result.failed += 1 }
            return state.open == 0 ? state.waiter.map { ($0, state.result) } : nil
        }
        if let (waiter, result) = waiter { waiter.resume(returning: result) }
    }

    /// When all connections have ended.
    func result() async -> LoadResult {
        await withCheckedContinuation { continuation in
            let result = state.withLock { state -> LoadResult? in
                if state.open == 0 { return state.result }
                state.waiter = continuation
                return nil
            }
            if let result { continuation.resume(returning: result) }
        }
    }
}

/// One connection: a request, its answer, the next request.
private final class LoadConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let tally: LoadTally
    private let port: Int
    private var sent: ContinuousClock.Instant = .now
    private var isGood = false
    private var isBusy = false

    init(_ tally: LoadTally, port: Int) { (self.tally, self.port) = (tally, port) }

    func channelActive(context: ChannelHandlerContext) { send(context) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): isGood = head.status == .ok
        case .body: break
        case .end:
            isBusy = false
            tally.note(isGood: isGood, after: .now - sent)
            send(context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) { tally.ended(broke: isBusy) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func send(_ context: ChannelHandlerContext) {
        guard let message = tally.next() else { return context.close(promise: nil) }
        let headers: HTTPHeaders = [
            "Host": "127.0.0.1:\(port)", "Content-Type": message.contentType,
            "Content-Length": String(message.body.readableBytes),
        ]
        (sent, isBusy) = (.now, true)
        let head = HTTPRequestHead(version: .http1_1, method: .PUT, uri: message.path, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(message.body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}
