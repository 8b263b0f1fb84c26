import AppleMDM
import Foundation
import Testing

@Suite struct PushTests {
    @Test func theBodyIsExactlyTheMagic() {
        #expect(PushPayload(pushMagic: "9F1A-2B").json() == Data("{\"mdm\":\"9F1A-2B\"}".utf8))
    }

    @Test(arguments: ["plain", "quote\" back\\ slash/", "line\nfeed \u{1}", "ü🚲", ""])
    func anyMagicIsReadBack(magic: String) {
        let payload = PushPayload(pushMagic: magic)
        #expect(PushPayload(json: payload.json()) == payload)
    }

    @Test(arguments: ["", "{}", "{\"mdm\":1}", "{\"mdm\":\"a\",\"aps\":{}}", "{\"mdm\":\"a\",\"b\":\"c\"}", "[]"])
    func anotherBodyIsNoPush(body: String) {
        #expect(PushPayload(json: Data(body.utf8)) == nil)
    }

    @Test func theHeadersAreApples() {
        let headers = PushHeaders(topic: "com.apple.mgmt.T", expiration: 0, id: "i")
        #expect(
            headers.fields.map { "\($0.name): \($0.value)" } == [
                "apns-topic: com.apple.mgmt.T", "apns-push-type: mdm", "apns-priority: 10", "apns-expiration: 0",
                "apns-id: i",
            ])
        #expect(PushHeaders(topic: "T", expiration: 1).fields.count == 4)
        #expect(PushHeaders.path(token: Data([0, 0xAB, 0xFF])) == "/3/device/00abff")
    }

    @Test(arguments: [
        (200, "", PushReply.Meaning.accepted), (400, "BadDeviceToken", .tokenRefused),
        (400, "DeviceTokenNotForTopic", .tokenRefused), (400, "TopicDisallowed", .tokenRefused),
        (400, "BadPath", .requestRefused), (403, "BadCertificate", .topicRefused), (403, "Forbidden", .topicRefused),
        (403, "BadCertificateEnvironment", .topicRefused), (410, "Unregistered", .unregistered),
        (410, "ExpiredToken", .unregistered), (413, "PayloadTooLarge", .requestRefused),
        (429, "TooManyRequests", .tooManyRequests), (500, "InternalServerError", .unavailable),
        (503, "ServiceUnavailable", .unavailable), (503, "Shutdown", .unavailable), (302, "", .unknown),
    ])
    func everyReplyHasAMeaning(status: Int, reason: String, meaning: PushReply.Meaning) {
        let body = reason.isEmpty ? "" : "{\"reason\":\"\(reason)\"}"
        let reply = PushReply(status: status, body: Data(body.utf8))
        #expect(reply.meaning == meaning)
        #expect(reply.reason?.text ?? "" == reason)
        #expect(PushReply(status: status, body: reply.json()) == reply)
    }

    @Test func everyReasonIsKnownByItsSpelling() {
        for reason in PushReason.allKnown { #expect(PushReason(reason.text) == reason) }
        #expect(PushReason("New") == .unknown("New"))
    }

    @Test func theTimestampOfADeadTokenIsRead() {
        let body = Data("{\"reason\":\"Unregistered\",\"timestamp\":1790000000123}".utf8)
        #expect(PushReply(status: 410, body: body).timestamp == 1_790_000_000_123)
        let odd = Data("{\"reason\":\"Unregistered\",\"timestamp\":\"soon\"}".utf8)
        #expect(PushReply(status: 410, body: odd) == PushReply(status: 410, reason: .unregistered))
    }

    @Test(arguments: ["<html>", "[1]", "\u{0}", "{\"reason\":7}"])
    func anUnreadableBodyLeavesTheStatus(body: String) {
        #expect(PushReply(status: 503, body: Data(body.utf8)) == PushReply(status: 503))
    }
}
