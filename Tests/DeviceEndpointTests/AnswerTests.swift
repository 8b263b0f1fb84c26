import AppleDDM
import AppleMDM
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@Suite("What a device is answered when all is well")
struct AnswerTests {
    private let house: DeviceHouse

    init() throws { house = try DeviceHouse() }

    @Test func `taken messages are answered with 200 and no octet at all`() async throws {
        try await house.test { device in
            let identity = device.identity
            let messages: [CheckInMessage] = [
                .authenticate(Authenticate(identity: identity, topic: "t")),
                .tokenUpdate(TokenUpdate(identity: identity, topic: "t", token: Data([1]), pushMagic: "m")),
                .setBootstrapToken(SetBootstrapToken(identity: identity, bootstrapToken: Data([2]))),
                .declarativeManagement(
                    DeclarativeManagement(identity: identity, endpoint: "status", data: Data("{}".utf8))),
                .checkOut(CheckOut(identity: identity)),
            ]
            for message in messages {
                let answer = try await device.checkIn(message)
                #expect(answer.status == .ok && answer.size == 0, "\(message.messageType)")
            }
        }
    }

    @Test func `nothing to do is 200 and no octet, a command is a property list`() async throws {
        try await house.test { device in
            try await device.enrol()
            var answer = try await device.connect(.idle)
            #expect(answer.status == .ok && answer.headers[.contentType] == "application/xml; charset=UTF-8")
            var types: Set<String> = []
            while answer.size > 0 {
                let command = try CommandEnvelope(plist: answer.data)
                types.insert(command.command.requestType)
                answer = try await device.connect(.acknowledged, command.commandUUID)
            }
            #expect(types == ["DeviceInformation", "SecurityInfo", "DeclarativeManagement"])
            #expect(answer.status == .ok && answer.headers[.contentType] == nil)
        }
    }

    @Test func `declarative management speaks JSON`() async throws {
        try await house.test { device in
            try await device.enrol()
            for endpoint in ["tokens", "declaration-items", "declaration/management/ratchet.organization-info"] {
                let answer = try await device.declarative(endpoint)
                #expect(answer.status == .ok && answer.headers[.contentType] == "application/json", "\(endpoint)")
                #expect(throws: Never.self) { try JSONValue(json: answer.data) }
            }
        }
    }

    @Test func `no bootstrap token is no error`() async throws {
        try await house.test { device in
            try await device.enrol()
            let answer = try await device.checkIn(GetBootstrapToken(identity: device.identity))
            #expect(answer.status == .ok && answer.headers[.contentType] == "application/xml; charset=UTF-8")
            _ = try await device.checkIn(SetBootstrapToken(identity: device.identity, bootstrapToken: Data([7, 8])))
            let served = try await device.checkIn(GetBootstrapToken(identity: device.identity))
            let plist = try PropertyListSerialization.propertyList(from: served.data, format: nil) as? [String: Any]
            #expect(plist?["BootstrapToken"] as? Data == Data([7, 8]))
        }
    }

    @Test func `one address for both: the content type tells check-ins from polls`() async throws {
        try await house.test { device in
            let authenticate = Authenticate(identity: device.identity, topic: "t").plist()
            for type in [DeviceClient.checkInType, "Application/X-Apple-Aspen-MDM-Checkin; charset=utf-8"] {
                let answer = try await device.put("/mdm/connect", authenticate, type: type)
                #expect(answer.status == .ok)
            }
            let poll = try await device.put("/mdm/connect", authenticate, type: DeviceClient.connectType)
            #expect(poll.status == .badRequest)
        }
    }

    @Test func `users are not managed: 410`() async throws {
        try await house.test { device in
            try await device.enrol()
            let user = EnrolmentIdentity(device: .udid("MAC-1"), user: .userID("501"))
            let answer = try await device.checkIn(UserAuthenticate(identity: user))
            #expect(answer.status == .gone)
        }
    }

    @Test func `a binary property list is as good`() async throws {
        try await house.test { device in
            let xml = try PropertyListSerialization.propertyList(
                from: Authenticate(identity: device.identity, topic: "t").plist(), format: nil)
            let binary = try PropertyListSerialization.data(fromPropertyList: xml, format: .binary, options: 0)
            #expect(try await device.put("/mdm/checkin", binary).status == .ok)
        }
    }
}
