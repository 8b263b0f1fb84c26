import AppleMDM
import Foundation

/// What holds for answers of Apple's push service, and for what is sent to it.
enum PushProperties {
    static func check(_ bytes: [UInt8]) {
        let status = bytes.first.map { 200 + Int($0) * 2 } ?? 200
        let reply = PushReply(status: status, body: Data(bytes.dropFirst()))
        if let reason = reply.reason { requireNoNUL(reason.text) }
        let refusal = reply.with(status: 400)
        require(PushReply(status: 400, body: refusal.json()) == refusal, "a reply comes back")
        _ = reply.meaning
        payload(PushPayload(pushMagic: String(decoding: bytes, as: UTF8.self)))
        if let read = PushPayload(json: Data(bytes)) { payload(read) }
    }

    private static func payload(_ payload: PushPayload) {
        require(PushPayload(json: payload.json()) == payload, "a payload comes back, whatever the word")
    }
}

extension PushReply {
    fileprivate func with(status: Int) -> PushReply {
        PushReply(status: status, reason: reason, timestamp: timestamp)
    }
}
