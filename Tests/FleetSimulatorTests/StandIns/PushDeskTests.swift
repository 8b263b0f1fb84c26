import Foundation
import Testing

@testable import FleetSimulator

@Suite("The stand-in push service")
struct PushDeskTests {
    static let good = PushRequest(
        token: "AB12", topic: "com.apple.mgmt.External.t", pushType: "mdm", priority: "10", expiration: "1764000000",
        body: Array("{\"mdm\":\"magic\"}".utf8))

    static func changed(_ change: (inout PushRequest) -> Void) -> PushRequest {
        var request = good
        change(&request)
        return request
    }

    private func desk() -> PushDesk {
        var desk = PushDesk()
        desk.register(token: "ab12", .init(device: 4, topic: "com.apple.mgmt.External.t", magic: "magic"))
        return desk
    }

    @Test("a right push wakes its device")
    func accepted() {
        var desk = desk()
        #expect(desk.answer(PushDeskTests.good) == PushAnswer(status: 200, reason: nil, wakes: 4))
        #expect(desk.counts.accepted == 1)
    }

    @Test(
        "a wrong push is refused with Apple's reason",
        arguments: [
            (changed { $0.topic = nil }, "MissingTopic"), (changed { $0.topic = "com.example" }, "BadTopic"),
            (changed { $0.topic = "com.apple.mgmt.External.other" }, "DeviceTokenNotForTopic"),
            (changed { $0.pushType = "alert" }, "InvalidPushType"), (changed { $0.pushType = nil }, "InvalidPushType"),
            (changed { $0.priority = "1" }, "BadPriority"), (changed { $0.expiration = "soon" }, "BadExpirationDate"),
            (changed { $0.token = "ffff" }, "BadDeviceToken"), (changed { $0.body = [] }, "PayloadEmpty"),
            (changed { $0.body = Array("{\"aps\":{},\"mdm\":\"magic\"}".utf8) }, "BadPayload"),
        ])
    func refused(_ request: PushRequest, _ reason: String) {
        var desk = desk()
        let answer = desk.answer(request)
        #expect(answer.status == 400)
        #expect(answer.reason == reason)
        #expect(answer.wakes == nil)
        #expect(desk.counts.refused == [reason: 1])
    }

    @Test("what may be left out may be left out")
    func optional() {
        var desk = desk()
        let request = PushDeskTests.changed {
            $0.priority = nil
            $0.expiration = nil
        }
        #expect(desk.answer(request).status == 200)
    }

    @Test("another magic is taken and ignored by the device")
    func wrongMagic() {
        var desk = desk()
        let answer = desk.answer(PushDeskTests.changed { $0.body = Array("{\"mdm\":\"other\"}".utf8) })
        #expect(answer == PushAnswer(status: 200, reason: nil, wakes: nil))
        #expect(desk.counts.ignored == 1)
    }

    @Test("a device that left is 410 since then")
    func unregistered() {
        var desk = desk()
        desk.unregister(token: "AB12", at: Date(timeIntervalSince1970: 1_764_000_000))
        let answer = desk.answer(PushDeskTests.good)
        #expect(answer == PushAnswer(status: 410, reason: "Unregistered", timestamp: 1_764_000_000_000))
    }
}
