import AppleMDM
import Foundation
import NIOCore
import NIOHTTP2
import Synchronization

/// What happened to the connections of one lane: when one stood, and what the service said when it ended one.
final class ConnectionLog: Sendable {
    /// How it was at some moment.
    struct Mark {
        fileprivate var open = 0
        fileprivate var opened = 0
        fileprivate var farewells = 0
    }

    private struct State {
        var mark = Mark()
        var reason: PushReason?
    }

    private let state = Mutex(State())

    var mark: Mark { state.withLock { $0.mark } }

    /// Why the newest connection was ended, if the service has ended one since then and said why.
    func farewell(since mark: Mark) -> PushReason? {
        state.withLock { $0.mark.farewells > mark.farewells ? $0.reason : nil }
    }

    /// Whether there was a connection then or later.
    func hadConnection(since mark: Mark) -> Bool {
        mark.open > 0 || state.withLock { $0.mark.opened > mark.opened }
    }

    /// Follows a connection on which HTTP/2 is spoken.
    func follow(_ channel: any Channel) -> EventLoopFuture<Void> {
        state.withLock { state in
            state.mark.open += 1
            state.mark.opened += 1
        }
        channel.closeFuture.whenComplete { [self] _ in state.withLock { $0.mark.open -= 1 } }
        return FarewellReader.listen(on: channel, self)
    }

    fileprivate func noteFarewell(_ reason: PushReason?) {
        state.withLock { state in
            state.mark.farewells += 1
            state.reason = reason
        }
    }
}

/// Reads the frame with which the service ends a connection, whose debug data can carry the reason (reference 1.5): the client
/// library reads no further than that it is one.
private final class FarewellReader: ChannelInboundHandler {
    typealias InboundIn = HTTP2Frame
    typealias InboundOut = HTTP2Frame

    private let log: ConnectionLog
    /// Debug data longer than this is none of Apple's.
    private static let longest = 4096

    private init(_ log: ConnectionLog) { self.log = log }

    /// Puts one behind the decoder of the frames.
    static func listen(on channel: any Channel, _ log: ConnectionLog) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            let frames = try pipeline.handler(type: NIOHTTP2Handler.self)
            try pipeline.addHandler(FarewellReader(log), position: .after(frames))
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .goAway(_, _, let debug) = unwrapInboundIn(data).payload {
            log.noteFarewell(debug.flatMap(FarewellReader.reason))
        }
        context.fireChannelRead(data)
    }

    private static func reason(_ debug: ByteBuffer) -> PushReason? {
        guard debug.readableBytes <= longest else { return nil }
        return PushReply(status: 0, body: Data(debug.readableBytesView)).reason
    }
}
