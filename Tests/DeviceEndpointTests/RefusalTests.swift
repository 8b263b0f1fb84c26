import AppleMDM
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTesting
import Orchestrator
import Ports
import Storage
import TestSupport
import Testing

@testable import DeviceEndpoint

/// 404 deletes, 401 unenrols: each can come from one place at most.
@Suite("What a device is answered when something is wrong")
struct RefusalTests {
    private var house: DeviceHouse

    init() throws { house = try DeviceHouse() }

    @Test func `in the table 404 stands once, 401 not at all, 403 once, and no 5xx`() {
        let table = Dictionary(grouping: DeviceProblem.Code.allCases, by: DeviceAnswerTable.status)
        #expect(table[.notFound] == [.notInManifest])
        #expect(table[.unauthorized] == nil)
        #expect(table[.forbidden] == [.proofRefused])
        #expect(table[.gone] == [.userNotManaged, .linkRefused])
        #expect(table[.contentTooLarge] == [.tooLarge])
        #expect(table.keys.allSatisfy { (400..<500).contains($0.code) })
        for code in DeviceProblem.Code.allCases {
            let answer = DeviceAnswerTable.response(DeviceAnswerTable.status(of: code))
            #expect(answer.headers[.contentLength] == "0" && answer.headers[.contentType] == nil, "\(code)")
        }
    }

    @Test func `the walk below knows every route that there is`() {
        let router = DeviceRouter.router(
            runner: house.installation.runner, DeviceListener(identity: FixedJudgement(judgement: .believed)))
        #expect(
            Set(router.routes.map { "\($0)" }) == [
                "PUT /mdm/checkin", "PUT /mdm/connect", "GET /enroll/{secret}", "GET /enroll/{secret}/profile",
            ])
    }

    /// Every kind of message, on every route, from devices in every state; what is known not to be there included.
    private static func walk(_ device: DeviceClient) async throws -> [(what: String, answer: TestResponse)] {
        var answers: [(String, TestResponse)] = []
        let stranger = EnrolmentIdentity(device: .udid("STRANGER"))
        let user = EnrolmentIdentity(device: .udid("MAC-1"), user: .userID("501"))
        for identity in [device.identity, stranger, user, EnrolmentIdentity(device: .enrollmentID("BYOD"))] {
            var messages: [any PlistMessage] = [
                TokenUpdate(identity: identity, topic: "t", token: Data([1]), pushMagic: "m"),
                SetBootstrapToken(identity: identity, bootstrapToken: nil), GetBootstrapToken(identity: identity),
                UserAuthenticate(identity: identity), CheckInMessage.unknown(messageType: "Surprise"),
                AppleMDM.DeviceReport(identity: identity, status: .idle),
                AppleMDM.DeviceReport(identity: identity, status: .error, commandUUID: "none"),
            ]
            for endpoint in [
                "tokens", "declaration-items", "status", "surprise", "", "declaration/configuration/none",
                "declaration/asset/ratchet.organization-info", "declaration/surprise/none", "declaration/",
                "declaration",
            ] {
                messages.append(
                    DeclarativeManagement(identity: identity, endpoint: endpoint, data: Data("{}".utf8)))
            }
            for message in messages {
                for path in ["/mdm/checkin", "/mdm/connect"] {
                    for type in [DeviceClient.checkInType, DeviceClient.connectType] {
                        let answer = try await device.put(path, message.plist(), type: type)
                        answers.append(("\(path) \(message)", answer))
                    }
                }
            }
        }
        for path in ["/mdm/checkin", "/mdm/connect", "/mdm", "/", "/ddm/tokens", "/mdm/checkin/declaration/x"] {
            for method in [HTTPRequest.Method.put, .get, .post, .delete, .head] {
                answers.append(("\(method) \(path)", try await device.put(path, Data("rubbish".utf8), method: method)))
            }
        }
        return answers
    }

    @Test func `on all routes 404 answers only a declaration that is not in the manifest, 401 and 403 nothing`()
        async throws
    {
        try await house.test { device in
            try await device.enrol()
            _ = try await device.declarative("declaration-items")
            let answers = try await Self.walk(device)
            for (what, answer) in answers {
                let isAbsent = what.contains("declaration/configuration/none") || what.contains("declaration/asset/")
                #expect(answer.status != .unauthorized && answer.status != .forbidden, "\(what)")
                #expect(answer.status != .notFound || isAbsent, "\(what)")
                #expect(answer.status.code < 500, "\(what)")
            }
            #expect(answers.contains { $0.answer.status == .notFound })
            #expect(answers.count > 250)
        }
    }

    @Test func `whose proof is refused gets 403 and no octet, whose proof can't be read 400`() async throws {
        for (judgement, status) in [
            (CallerJudgement.refused("no"), HTTPResponse.Status.forbidden), (.unreadable("no"), .badRequest),
        ] {
            var strict = house
            strict.judgement = judgement
            try await strict.test { device in
                let answers = try await Self.walk(device)
                #expect(answers.allSatisfy { $0.answer.status == status || $0.answer.status == .badRequest })
                #expect(answers.allSatisfy { $0.answer.size == 0 })
                #expect(try await device.connect(.idle).status == status)
                #expect(try await device.declarative("declaration/configuration/none").status == status)
            }
        }
        #expect(try await house.refusals().contains("proof-refused unknown address"))
    }

    @Test func `an unknown enrolment is 400, counted and listed`() async throws {
        try await house.test { device in
            for _ in 0..<2 {
                let answer = try await device.connect(.idle)
                #expect(answer.status == .badRequest)
            }
            let answer = try await device.declarative("tokens")
            #expect(answer.status == .badRequest)
        }
        let rows = try await house.installation.store.read { try $0.refusals(limit: 9) }
        #expect(rows.map(\.reason) == ["unknown-enrolment"] && rows.map(\.count) == [3])
    }

    @Test(arguments: [
        "", "rubbish", "<plist version=\"1.0\"><array/></plist>", "<plist><dict><key>MessageType</key></dict></plist>",
        "<plist version=\"1.0\"><dict><key>MessageType</key><string>Authenticate</string></dict></plist>", "bplist00",
    ])
    func `rubbish is 400, counted and listed`(_ body: String) async throws {
        try await house.test { device in
            for path in ["/mdm/checkin", "/mdm/connect"] {
                let answer = try await device.put(path, Data(body.utf8))
                #expect(answer.status == .badRequest, "\(body)")
            }
        }
        #expect(try await house.refusals().allSatisfy { $0.hasPrefix("malformed ") })
        #expect(try await !house.refusals().isEmpty)
    }

    @Test func `a report that is no JSON object is 400`() async throws {
        try await house.test { device in
            try await device.enrol()
            for body in ["", "no", "[]"] {
                #expect(try await device.declarative("status", Data(body.utf8)).status == .badRequest, "\(body)")
            }
            #expect(try await device.declarative("status", nil).status == .badRequest)
        }
    }

    @Test func `a body that is too large is 413, and so is a report over 4 MiB`() async throws {
        try await house.test { device in
            try await device.enrol()
            let large = Data(repeating: 32, count: DeviceRequest.largestBody + 1)
            for path in ["/mdm/checkin", "/mdm/connect"] {
                #expect(try await device.put(path, large).status == .contentTooLarge)
            }
            let text = "{\"StatusItems\":{\"a\":\"\(String(repeating: "x", count: 4 << 20))\"}}"
            #expect(try await device.declarative("status", Data(text.utf8)).status == .contentTooLarge)
        }
        #expect(try await Set(house.refusals()) == ["too-large body", "too-large status"])
    }

    @Test func `an unknown path or method is 400 and listed`() async throws {
        try await house.test { device in
            let nowhere = try await device.put("/nowhere", Data())
            let get = try await device.put("/mdm/checkin", Data(), method: .get)
            #expect(nowhere.status == .badRequest && get.status == .badRequest)
        }
        #expect(try await Set(house.refusals()) == ["unknown-path /nowhere", "unknown-path /mdm/checkin"])
    }

    @Test(arguments: [StoreError.busy(), .unavailable(), .full()])
    func `while the store can't work a device is told to come back`(_ error: StoreError) async throws {
        try await house.test(store: BrokenStore(error: error)) { device in
            let answers = [
                try await device.connect(.idle), try await device.declarative("tokens"),
                try await device.checkIn(Authenticate(identity: device.identity, topic: "t")),
            ]
            #expect(answers.allSatisfy { $0.status == .serviceUnavailable && $0.headers[.retryAfter] != nil })
            #expect(try await device.put("/mdm/checkin", Data("rubbish".utf8)).status == .badRequest)
        }
    }

    @Test(arguments: [StoreError.conflict(), .corrupt()])
    func `a fault of ours is 500, and never anything that deletes or unenrols`(_ error: StoreError) async throws {
        try await house.test(store: BrokenStore(error: error)) { device in
            #expect(try await device.connect(.idle).status == .internalServerError)
            let answer = try await device.declarative("declaration/configuration/x")
            #expect(answer.status == .internalServerError && answer.headers[.retryAfter] == nil)
        }
    }
}
