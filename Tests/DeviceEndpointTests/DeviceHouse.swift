import AppleMDM
import DeviceEndpoint
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Orchestrator
import Ports
import RatchetCore
import Storage
import TestSupport

/// An identity that judges everybody the same.
struct FixedJudgement: CallerIdentity {
    let judgement: CallerJudgement
    func judge(_ proof: CallerProof, at now: Instant) async -> CallerJudgement { judgement }
}

/// A store that can't.
struct BrokenStore: Store {
    let error: any Error

    func perform<Outcome: Sendable>(
        weight: Int, _ work: @escaping @Sendable (inout StoreTransaction) throws -> Outcome
    ) async throws -> Outcome { throw error }

    func read<Outcome: Sendable>(
        _ work: @escaping @Sendable (inout StoreTransaction) throws -> Outcome
    ) async throws -> Outcome { throw error }

    func close() async {}
}

/// The devices listener, in process.
struct DeviceHouse: Sendable {
    let installation: Installation
    var judgement = CallerJudgement.believed

    init() throws { installation = try Installation() }

    func test(store: (any Store)? = nil, _ body: @Sendable (DeviceClient) async throws -> Void) async throws {
        var runner = installation.runner
        if let store {
            runner = StepRunner(
                store: store, clock: installation.clock, ids: CountingIDs(), random: CountingOctets(),
                secrets: OpenBox(), settings: Settings())
        }
        let router = DeviceRouter.router(runner: runner, DeviceListener(identity: FixedJudgement(judgement: judgement)))
        try await Application(router: router).test(.router) { try await body(DeviceClient(client: $0)) }
    }

    /// What was refused, as `reason subject`.
    func refusals() async throws -> [String] {
        try await installation.store.read { try $0.refusals(limit: 99) }.map { "\($0.reason) \($0.subject)" }
    }
}

/// Requests of a device in short.
struct DeviceClient: Sendable {
    static let checkInType = "application/x-apple-aspen-mdm-checkin"
    static let connectType = "application/x-apple-aspen-mdm; charset=UTF-8"

    let client: any TestClientProtocol
    let identity = EnrolmentIdentity(device: .udid("MAC-1"))

    func put(_ path: String, _ body: Data, type: String? = nil, method: HTTPRequest.Method = .put) async throws
        -> TestResponse
    {
        var headers = HTTPFields()
        headers[.contentType] = type
        return try await client.executeRequest(
            uri: path, method: method, headers: headers, body: ByteBuffer(bytes: body))
    }

    func checkIn(_ message: some PlistMessage) async throws -> TestResponse {
        try await put("/mdm/checkin", message.plist(), type: Self.checkInType)
    }

    func connect(_ status: CommandStatus, _ uuid: String? = nil, as other: EnrolmentIdentity? = nil) async throws
        -> TestResponse
    {
        let report = AppleMDM.DeviceReport(identity: other ?? identity, status: status, commandUUID: uuid)
        return try await put("/mdm/connect", report.plist(), type: Self.connectType)
    }

    func declarative(_ endpoint: String, _ data: Data? = nil, as other: EnrolmentIdentity? = nil) async throws
        -> TestResponse
    {
        try await checkIn(DeclarativeManagement(identity: other ?? identity, endpoint: endpoint, data: data))
    }

    /// Authenticate and TokenUpdate.
    func enrol() async throws {
        _ = try await checkIn(Authenticate(identity: identity, topic: "com.apple.mgmt.test"))
        _ = try await checkIn(
            TokenUpdate(identity: identity, topic: "com.apple.mgmt.test", token: Data([1]), pushMagic: "magic"))
    }
}

extension TestResponse {
    var size: Int { body.readableBytes }
    var data: Data { Data(body.readableBytesView) }
}
