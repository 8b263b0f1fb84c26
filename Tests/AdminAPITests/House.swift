import AdminAPI
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Orchestrator
import RatchetCore
import Storage
import TestSupport
import Testing

/// A lookup service's stand-in that answers what it is told.
struct Refreshing: LookupRefreshing {
    var outcome = RefreshOutcome(.imported, rows: 3)
    func refreshNow(believingBecause reason: String?, by actor: AuditActor) async throws -> RefreshOutcome { outcome }
}

/// A push service's stand-in that knows one device.
struct Pushing: DevicePushing {
    func pushNow(to word: String) async throws -> PushAnswer {
        guard word == "1" else { throw AdminProblem(.notFound, code: "no-such-device", title: "none", detail: "none") }
        return PushAnswer(device: 1, .accepted, "id-1")
    }
}

/// An installation with a small fleet behind the interface, in process.
struct House {
    let installation: Installation
    let lookup: Refreshing
    private let random = SeededOctets()
    /// What lets the tests in, unless they say otherwise.
    let local: BearerToken
    let people: People

    init(lookup: Refreshing = Refreshing()) async throws {
        installation = try Installation()
        self.lookup = lookup
        local = BearerToken(.local, from: random)
        people = People(
            runner: installation.runner, hasher: PlainPasswords(), random: random, local: local.hash)
        try await installation.importFeed(
            [.release("macOS", "26.4", "25E246", for: "J413AP"), .release("iOS", "26.4", "23E246", for: "iPhone17,1")]
                .compactMap(\.self))
        var mac = DeviceFacts.mac("26.3", serial: "C01", name: "Anna's Mac")
        mac.bootstrapToken.escrowedAt = installation.now
        try await installation.add("MAC-1", mac)
        try await installation.add("PHONE-2", .phone("26.1", serial: "P02"))
    }

    /// What the routes call.
    var services: AdminServices {
        AdminServices(
            runner: installation.runner, lookup: lookup, pushing: Pushing(), people: people, drivers: ["command"],
            files: .samples)
    }

    /// Sends requests to the router.
    func test(_ body: @Sendable (Client) async throws -> Void) async throws {
        let router = AdminAPI.router(services)
        let token = local.text
        try await Application(router: router).test(.router) { try await body(Client(client: $0, token: token)) }
    }
}

/// Requests in short.
struct Client: Sendable {
    let client: any TestClientProtocol
    /// Nil for somebody who shows nothing.
    var token: String?

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, type: String? = "application/json",
        headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        var headers = headers
        if body != nil, let type { headers[.contentType] = type }
        if let token, headers[.authorization] == nil { headers[.authorization] = "Bearer \(token)" }
        return try await client.executeRequest(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
    }

    func get<Answer: Decodable>(_ path: String, as type: Answer.Type = Answer.self) async throws -> Answer {
        try await send(.get, path).decoded()
    }

    /// Sends what must be refused and returns the problem.
    func refused(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, type: String? = "application/json",
        headers: HTTPFields = [:]
    ) async throws -> ProblemResource {
        let response = try await send(method, path, body, type: type, headers: headers)
        #expect(response.headers[.contentType] == "application/problem+json")
        let problem: ProblemResource = try response.decoded()
        #expect(problem.status == Int(response.status.code))
        #expect(problem.type == "urn:ratchet:problem:\(problem.code)")
        #expect(!problem.title.isEmpty && !problem.detail.isEmpty)
        return problem
    }
}

extension TestResponse {
    func decoded<Answer: Decodable>() throws -> Answer {
        try JSONDecoder().decode(Answer.self, from: Data(body.readableBytesView))
    }

    var text: String { String(buffer: body) }
}
