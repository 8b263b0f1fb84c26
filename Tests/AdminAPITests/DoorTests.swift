import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import AdminAPI
@testable import Orchestrator

@Suite("Who may do what")
struct DoorTests {
    private static let password = "correct horse battery"
    private let house: House
    private let admin: Caller

    init() async throws {
        house = try await House()
        admin = try #require(try await house.people.caller(house.local.text, from: nil))
        for role in Role.allCases {
            _ = try await house.people.add(
                name: role.rawValue, role: role, password: DoorTests.password, by: admin)
        }
    }

    private var routes: [RouteEntry] {
        AdminAPI.routes(house.services)
    }

    private func session(_ role: Role) async throws -> String {
        try await house.people.signIn(name: role.rawValue, password: DoorTests.password, from: nil).token.text
    }

    private func token(_ role: Role, areas: Set<Area>? = nil, lasts: Duration? = nil) async throws -> String {
        let request = TokenRequest(name: "ci", role: role, areas: areas, lasts: lasts)
        return try await house.people.createToken(request, by: admin).0.text
    }

    private struct Answered: Equatable {
        let status: Int
        let code: String?
        var isLetIn: Bool { status != 401 && code != "not-allowed" }
    }

    /// Asks a route with a body that says nothing; what is named in its path is not there.
    private func ask(
        _ route: RouteEntry, _ client: Client, _ token: String?, headers: HTTPFields = [:]
    ) async throws -> Answered {
        var client = client
        client.token = token
        let path = route.path.split(separator: "/").map { $0.hasPrefix(":") ? "9" : $0 }.joined(separator: "/")
        let body = route.method == .get ? nil : "{}"
        let response = try await client.send(route.method, "/\(path)", body, headers: headers)
        let problem: ProblemResource? = try? response.decoded()
        return Answered(status: response.status.code, code: problem?.code)
    }

    @Test func `every route lets in whom the table names, by session and by token, and nobody else`() async throws {
        #expect(routes.count > 40)
        var programs: [Role: String] = [:]
        for role in Role.allCases { programs[role] = try await token(role) }
        try await house.test { [programs] (client: Client) async throws in
            for route in routes {
                for (role, program) in programs {
                    // Some routes end the session that asks them.
                    for token in [try await session(role), program] {
                        let answer = try await ask(route, client, token)
                        #expect(answer.isLetIn == route.access.roles.contains(role), "\(route) \(role): \(answer)")
                    }
                }
            }
        }
    }

    @Test func `without a valid token nothing is answered but what is for everybody`() async throws {
        let (expired, ended) = (try await token(.administrator, lasts: .days(1)), try await session(.administrator))
        let revoked = try await token(.administrator)
        _ = try await house.people.revokeToken("2", by: admin)
        house.installation.clock.advance(by: .days(8))
        let unknown = BearerToken(.api, from: SeededOctets()).text
        try await house.test { (client: Client) async throws in
            for route in routes {
                let isOpen = if case .everybody = route.access { true } else { false }
                #expect(try await ask(route, client, nil).isLetIn == isOpen, "\(route)")
                for token in [expired, ended, revoked, unknown, "rat_nonsense", ""] {
                    let answer = try await ask(route, client, token)
                    #expect(answer == Answered(status: 401, code: "sign-in-invalid"), "\(route) \(token)")
                }
            }
        }
    }

    @Test func `the other methods of a path are told to those who are let in only`() async throws {
        try await house.test { (client: Client) async throws in
            var stranger = client
            stranger.token = nil
            #expect(try await stranger.refused(.delete, "/api/v1/plans").code == "sign-in-needed")
            #expect(try await client.refused(.delete, "/api/v1/plans").code == "method-not-allowed")
            #expect(try await stranger.send(.head, "/api/v1/devices").status == .unauthorized)
            #expect(try await stranger.refused(.post, "/healthz").code == "method-not-allowed")
        }
    }

    @Test func `a token reaches its areas only`() async throws {
        let token = try await token(.administrator, areas: [.devices, .status])
        try await house.test { (client: Client) async throws in
            for route in routes {
                guard case .may(_, let area) = route.access else { continue }
                #expect(try await ask(route, client, token).isLetIn == [.devices, .status].contains(area), "\(route)")
            }
        }
    }

    @Test func `a token may no more than whoever made it may now`() async throws {
        let person = try #require(try await house.people.caller(try await session(.administrator), from: nil))
        let request = TokenRequest(name: "ci", role: .administrator, areas: nil, lasts: nil)
        let token = try await house.people.createToken(request, by: person).0.text
        _ = try await house.people.add(name: "other", role: .administrator, password: DoorTests.password, by: admin)
        _ = try await house.people.setRole(.viewer, of: "administrator", by: admin)
        try await house.test { (client: Client) async throws in
            var program = client
            program.token = token
            #expect(try await program.send(.get, "/api/v1/devices").status == .ok)
            #expect(try await program.refused(.post, "/api/v1/groups", "{}").code == "not-allowed")
            _ = try await house.people.setDisabled(true, "administrator", by: admin)
            #expect(try await program.refused(.get, "/api/v1/devices").code == "sign-in-invalid")
        }
    }

    @Test func `believing a list that has lost too much is for those who approve`() async throws {
        let body = #"{"believeBecause": "Apple says so"}"#
        try await house.test { (client: Client) async throws in
            for role in Role.allCases {
                var client = client
                client.token = try await session(role)
                let response = try await client.send(.post, "/api/v1/releases/refresh", body)
                #expect((response.status == .ok) == role.permissions.contains(.approve), "\(role)")
            }
        }
    }
}

@Suite("The cookie of a session")
struct SessionCookieTests {
    private static let signIn = #"{"name": "anna", "password": "correct horse battery"}"#
    private static let own: HTTPFields = [.origin: "http://localhost"]
    private let house: House

    init() async throws {
        house = try await House()
        let admin = try #require(try await house.people.caller(house.local.text, from: nil))
        _ = try await house.people.add(
            name: "anna", role: .administrator, password: "correct horse battery", by: admin)
    }

    /// Somebody whose browser sends the cookie.
    private func signedIn(_ client: Client) async throws -> (client: Client, cookie: String) {
        var client = client
        client.token = nil
        let response = try await client.send(.post, "/api/v1/session", SessionCookieTests.signIn)
        let set = try #require(response.headers[.setCookie])
        for part in ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=604800"] {
            #expect(set.contains(part), "\(set)")
        }
        #expect(!set.contains("Secure") && !response.text.contains("rats_"))
        return (client, String(set.prefix { $0 != ";" }))
    }

    @Test func `it lets a browser in until it signs out`() async throws {
        try await house.test { (client: Client) async throws in
            let (client, cookie) = try await signedIn(client)
            var headers = SessionCookieTests.own
            headers[.cookie] = cookie
            #expect(try await client.send(.get, "/api/v1/devices", headers: [.cookie: cookie]).status == .ok)
            let made = try await client.send(.post, "/api/v1/groups", #"{"name": "x"}"#, headers: headers)
            #expect(made.status == .created)
            let out = try await client.send(.delete, "/api/v1/session", "{}", headers: headers)
            #expect(out.headers[.setCookie]?.contains("Max-Age=0") == true)
            #expect(try await client.refused(.get, "/api/v1/devices", headers: headers).code == "sign-in-invalid")
        }
    }

    @Test func `a page of somebody else can do nothing with it`() async throws {
        try await house.test { (client: Client) async throws in
            let (client, cookie) = try await signedIn(client)
            let body = #"{"name": "x"}"#
            let foreign: HTTPFields = [.cookie: cookie, .origin: "https://example.org"]
            #expect(try await client.refused(.post, "/api/v1/groups", body, headers: foreign).code == "foreign-origin")
            let unknown: HTTPFields = [.cookie: cookie]
            #expect(try await client.refused(.post, "/api/v1/groups", body, headers: unknown).code == "foreign-origin")
            var form = SessionCookieTests.own
            form[.cookie] = cookie
            #expect(
                try await client.refused(.post, "/api/v1/plans/cancel-all", headers: form).code == "wrong-content-type")
        }
    }

    @Test func `over TLS it is for this host alone`() {
        let cookie = SessionCookie(isSecure: true).holding("rats_x", for: 60)
        #expect(cookie.name == "__Host-ratchet-session" && cookie.secure && cookie.httpOnly)
    }

    private func signIn() async throws -> String {
        try await house.people.signIn(name: "anna", password: "correct horse battery", from: nil).token.text
    }

    @Test func `a session ends when it is not used, and after a week however much it is used`() async throws {
        let clock = house.installation.clock
        let token = try await signIn()
        for _ in 1...15 {
            clock.advance(by: .hours(11))
            #expect(try await house.people.caller(token, from: nil) != nil)
        }
        clock.advance(by: .hours(4))
        #expect(try await house.people.caller(token, from: nil) == nil, "7 days are over")
        let other = try await signIn()
        clock.advance(by: .hours(13))
        #expect(try await house.people.caller(other, from: nil) == nil, "nobody used it")
    }
}
