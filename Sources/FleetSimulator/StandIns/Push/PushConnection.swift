import Foundation
import NIOCore
import NIOHPACK
import NIOHTTP2
import NIOSSL

/// One connection to the stand-in push service. It reads frames itself and not requests, so that it can break off in the middle of
/// anything.
final class PushConnection: ChannelInboundHandler {
    typealias InboundIn = HTTP2Frame
    typealias OutboundOut = HTTP2Frame

    private struct Asked {
        var headers: HPACKHeaders
        var body: [UInt8] = []
    }

    private let asksForCertificate: Bool
    private let turn: @Sendable (String) -> PushTurn
    private let desk: @Sendable (PushRequest) -> PushAnswer
    private var open: [HTTP2StreamID: Asked] = [:]
    private var newest = HTTP2StreamID.rootStream
    private var isEnding = false
    /// Octets that were read and not yet given back to the sender's window.
    private var unreturned = 0
    /// Nil before the first push.
    private var topic: String??

    private static let largestBody = 16_384
    private static let returned = 16_384

    init(
        asksForCertificate: Bool, turn: @escaping @Sendable (String) -> PushTurn,
        desk: @escaping @Sendable (PushRequest) -> PushAnswer
    ) {
        (self.asksForCertificate, self.turn, self.desk) = (asksForCertificate, turn, desk)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        switch frame.payload {
        case .headers(let headers):
            open[frame.streamID] = Asked(headers: headers.headers)
            if headers.endStream { answer(frame.streamID, context) }
        case .data(let part):
            take(part, frame.streamID, context)
            if part.endStream { answer(frame.streamID, context) }
        case .rstStream: open[frame.streamID] = nil
        default: break
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) { context.flush() }

    /// What goes wrong on a connection ends it.
    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func take(_ part: HTTP2Frame.FramePayload.Data, _ stream: HTTP2StreamID, _ context: ChannelHandlerContext) {
        guard case .byteBuffer(let bytes) = part.data else { return }
        unreturned += bytes.readableBytes
        if unreturned >= PushConnection.returned {
            write(.windowUpdate(windowSizeIncrement: unreturned), .rootStream, context)
            unreturned = 0
        }
        guard let size = open[stream]?.body.count, size <= PushConnection.largestBody else { return }
        open[stream]?.body += bytes.readableBytesView
    }

    private func answer(_ stream: HTTP2StreamID, _ context: ChannelHandlerContext) {
        guard let asked = open.removeValue(forKey: stream), !isEnding else { return }
        let before = newest
        newest = max(newest, stream)
        let request = PushRequest(asked.headers, asked.body)
        switch turn(request.token) {
        case .byTheRules: reply(judge(request, context), asked, stream, context)
        case .answer(let status, let reason, let timestamp):
            reply(PushAnswer(status: status, reason: reason, timestamp: timestamp), asked, stream, context)
        case .late(let delay):
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.eventLoop.scheduleTask(in: TimeAmount(delay)) {
                let (connection, context) = bound.value
                guard context.channel.isActive else { return }
                connection.reply(connection.judge(request, context), asked, stream, context)
                context.flush()
            }
        case .takenAndDropped:
            _ = judge(request, context)
            context.close(promise: nil)
        case .dropped: context.close(promise: nil)
        case .reset: write(.rstStream(.internalError), stream, context)
        case .goAway(let reason): end(after: before, reason, context)
        }
    }

    /// Says which push was the last that was taken, and goes when that is written.
    private func end(after last: HTTP2StreamID, _ reason: String?, _ context: ChannelHandlerContext) {
        isEnding = true
        let debug = reason.map { ByteBuffer(string: "{\"reason\":\"\($0)\"}") }
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        let goAway = HTTP2Frame(
            streamID: .rootStream, payload: .goAway(lastStreamID: last, errorCode: .noError, opaqueData: debug))
        context.writeAndFlush(wrapOutboundOut(goAway)).whenComplete { _ in bound.value.close(promise: nil) }
    }

    private func judge(_ request: PushRequest, _ context: ChannelHandlerContext) -> PushAnswer {
        if asksForCertificate {
            guard let topic = certificateTopic(context) else {
                return PushAnswer(status: 403, reason: "BadCertificate")
            }
            if topic != request.topic { return PushAnswer(status: 400, reason: "TopicDisallowed") }
        }
        return desk(request)
    }

    private func certificateTopic(_ context: ChannelHandlerContext) -> String? {
        if let topic { return topic }
        let certificate = try? context.pipeline.syncOperations.nioSSL_peerCertificate()
        let found = (try? certificate?.toDERBytes()).flatMap(PushStandInIdentity.topic)
        topic = .some(found)
        return found
    }

    private func reply(
        _ answer: PushAnswer, _ asked: Asked, _ stream: HTTP2StreamID, _ context: ChannelHandlerContext
    ) {
        var headers = HPACKHeaders()
        headers.add(name: ":status", value: String(answer.status))
        headers.add(name: "apns-id", value: asked.headers.first(name: "apns-id") ?? UUID().uuidString)
        let body = answer.body
        write(.headers(.init(headers: headers, endStream: body.isEmpty)), stream, context)
        guard !body.isEmpty else { return }
        write(.data(.init(data: .byteBuffer(ByteBuffer(string: body)), endStream: true)), stream, context)
    }

    private func write(
        _ payload: HTTP2Frame.FramePayload, _ stream: HTTP2StreamID, _ context: ChannelHandlerContext
    ) {
        context.write(wrapOutboundOut(HTTP2Frame(streamID: stream, payload: payload)), promise: nil)
    }
}

extension PushRequest {
    fileprivate init(_ headers: HPACKHeaders, _ body: [UInt8]) {
        let path = headers.first(name: ":path") ?? ""
        self.init(
            token: path.hasPrefix("/3/device/") ? String(path.dropFirst("/3/device/".count)) : "",
            topic: headers.first(name: "apns-topic"), pushType: headers.first(name: "apns-push-type"),
            priority: headers.first(name: "apns-priority"), expiration: headers.first(name: "apns-expiration"),
            body: body)
    }
}
