import Foundation
import HTTPTypes
import HummingbirdTesting
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import AdminAPI

@Suite("What is refused")
struct RefusalTests {
    private static let hosts = AllowedHosts(["Updates.example.org"])

    @Test(arguments: [
        "localhost", "localhost:8080", "127.0.0.1", "127.0.0.1:1", "[::1]:8080", "[::1]", "LOCALHOST:80",
        "updates.example.org:443",
    ])
    func `our own hosts are answered`(host: String) {
        #expect(RefusalTests.hosts.allows(host: host))
    }

    @Test(arguments: [
        "", "example.org", "localhost.example.org", "127.0.0.1.example.org", "localhost:", "localhost:0", "localhost:x",
        "localhost:99999", "evil@localhost", "[::1", "[::1]x", "127.0.0.2", "0.0.0.0:8080", "localhost/",
    ])
    func `foreign hosts are not`(host: String) {
        #expect(!RefusalTests.hosts.allows(host: host))
    }

    @Test(arguments: [
        ("http://localhost:8080", "localhost:8080", true), ("http://localhost", "localhost:80", true),
        ("https://updates.example.org", "updates.example.org:443", true), ("HTTP://LOCALHOST", "localhost", true),
        ("http://localhost:3000", "localhost:8080", false), ("https://localhost", "localhost", true),
        ("http://example.org", "localhost", false), ("null", "localhost", false), ("", "localhost", false),
        ("file://localhost", "localhost", false), ("http://localhost@example.org", "localhost", false),
    ])
    func `only our own pages may ask`(origin: String, host: String, isAllowed: Bool) {
        #expect(RefusalTests.hosts.allows(origin: origin, host: host) == isAllowed)
    }

    @Test func `a page of another site is refused before anything happens`() async throws {
        let house = try await House()
        try await house.test { (client: Client) async throws in
            let problem = try await client.refused(
                .post, "/api/v1/plans", RouteTests.latest, headers: [.origin: "https://example.org"])
            #expect(problem.status == 403 && problem.code == "foreign-origin")
            let own = try await client.send(.get, "/api/v1/plans", headers: [.origin: "http://localhost"])
            #expect(own.status == .ok)
            let plans: PlanListResource = try own.decoded()
            #expect(plans.plans.isEmpty)
        }
    }

    @Test(arguments: [nil, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
    func `a body that a foreign form could send is refused`(type: String?) async throws {
        try await House().test { (client: Client) async throws in
            let problem = try await client.refused(.post, "/api/v1/plans", RouteTests.latest, type: type)
            #expect(problem.status == 415 && problem.code == "wrong-content-type")
        }
    }

    @Test(arguments: ["application/json", "application/json; charset=utf-8", "Application/JSON ;x=y"])
    func `JSON may say more of itself`(type: String) {
        #expect(BodyGuard.isJSON(type))
    }

    @Test func `a large body is refused`() async throws {
        try await House().test { (client: Client) async throws in
            let body = "{\"name\": \"\(String(repeating: "x", count: 1 << 20))\"}"
            #expect(try await client.refused(.post, "/api/v1/groups", body).status == 413)
        }
    }

    @Test(arguments: [
        ("", ""), ("{", ""), ("[]", ""), ("null", ""), (#"{"rule": 7}"#, "rule"), (#"{"scope": []}"#, "scope"),
        (#"{"scope": {"devices": [1]}}"#, "scope.devices.0"), (#"{"rule": "latest", "dryrun": true}"#, "dryrun"),
        (#"{"scope": {"all": true}}"#, "scope.all"), (#"{"deadline": {"days": "7"}}"#, "deadline.days"),
        (#"{"deadline": {"days": 7.5}}"#, ""),
    ])
    func `a body that can't be read is refused with its place`(body: String, place: String) async throws {
        try await House().test { (client: Client) async throws in
            let problem = try await client.refused(.post, "/api/v1/plans", body)
            #expect(problem.status == 400 && problem.code == "malformed-body")
            #expect(problem.faults.first?.field == place, "\(problem)")
        }
    }

    @Test func `a missing field is named`() async throws {
        try await House().test { (client: Client) async throws in
            let problem = try await client.refused(.post, "/api/v1/groups", "{}")
            #expect(problem.faults.map(\.field) == ["name"])
        }
    }

    @Test func `all faults of a plan come at once`() async throws {
        try await House().test { (client: Client) async throws in
            let problem = try await client.refused(.post, "/api/v1/plans", "{}")
            #expect(problem.status == 400 && problem.code == "invalid-plan")
            #expect(problem.faults.map(\.field) == ["rule", "scope", "deadline"])
        }
    }

    @Test(arguments: [
        ("/api/v1/devices/X", "no-such-device"), ("/api/v1/devices/X/explanation", "no-such-device"),
        ("/api/v1/devices/%00", "no-such-device"), ("/api/v1/groups/X", "no-such-group"),
        ("/api/v1/plans/X", "no-such-plan"), ("/api/v1/nothing", "no-such-path"), ("/", "no-such-path"),
        ("/api/v1/devices/%zz", "no-such-path"),
    ])
    func `what is not there is named`(path: String, code: String) async throws {
        try await House().test { (client: Client) async throws in
            let problem = try await client.refused(.get, path)
            #expect(problem.status == 404 && problem.code == code)
        }
    }

    @Test(arguments: ["after=x", "after=-1", "limit=0", "limit=1001", "limit=x"])
    func `a parameter that can't be read is named`(query: String) async throws {
        try await House().test { (client: Client) async throws in
            let problem = try await client.refused(.get, "/api/v1/devices?\(query)")
            #expect(problem.status == 400 && problem.code == "invalid-parameter")
        }
    }

    @Test func `a wrong method is told the right ones`() async throws {
        try await House().test { (client: Client) async throws in
            let response = try await client.send(.delete, "/api/v1/plans")
            #expect(response.status == .methodNotAllowed && response.headers[.allow] == "GET, POST")
            #expect(try await client.refused(.get, "/api/v1/plans/cancel-all").code == "method-not-allowed")
            #expect(try await client.refused(.post, "/api/v1/devices").status == 405)
        }
    }

    @Test func `a store that is gone is said to be, with a time to come again`() async throws {
        let house = try await House()
        await house.installation.store.close()
        try await house.test { (client: Client) async throws in
            let response = try await client.send(.post, "/api/v1/groups", #"{"name": "x"}"#)
            #expect(response.status == .serviceUnavailable && response.headers[.retryAfter] == "5")
            #expect(try await client.send(.get, "/healthz").status == .ok)
            #expect(try await client.send(.get, "/readyz").status.code >= 500)
        }
    }

    @Test func `every answer tells a browser how to treat it`() async throws {
        try await House().test { (client: Client) async throws in
            for path in ["/api/v1/devices", "/api/v1/nothing", "/healthz"] {
                let response = try await client.send(.get, path)
                #expect(response.headers[.cacheControl] == "no-store")
                #expect(response.headers[.xContentTypeOptions] == "nosniff")
                #expect(response.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
            }
        }
    }

    @Test func `no error's own text goes out`() {
        struct Secret: Error { let text = "secret" }
        let problem = ProblemTable.problem(for: Secret())
        #expect(problem.status == .internalServerError && problem.code == "internal-fault")
        #expect(!problem.detail.contains("secret"))
        #expect(ProblemTable.problem(for: StoreError.corrupt("secret")).status == .internalServerError)
        for error in [StoreError.busy("x"), .unavailable("x"), .full("x")] {
            #expect(ProblemTable.problem(for: error).status == .serviceUnavailable)
        }
    }
}
