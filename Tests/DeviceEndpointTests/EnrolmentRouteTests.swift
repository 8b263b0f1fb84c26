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
import Testing

/// An authority that certifies whatever can be read as text: `challenge` or `renew fingerprint`.
private struct TextAuthority: CertificateAuthority {
    var certificate: Data { Data("authority".utf8) }
    var capabilities: String { "AES\n" }

    func message(inAddress text: String) -> Data? { text.isEmpty ? nil : Data(text.utf8) }

    func read(_ message: Data, at now: Instant) async throws(CertificateProblem) -> CertificateReading {
        let text = String(decoding: message, as: UTF8.self)
        if text == "garbage" { throw CertificateProblem("it is no message") }
        if text == "weak" { return .refusal(reply: Data("bad key".utf8), why: "its key is too weak") }
        return .application(CertificateApplication(challenge: text, renewing: nil, message: text))
    }

    func issue(
        _ application: CertificateApplication, name: String, at now: Instant
    ) throws(CertificateProblem) -> GrantedCertificate {
        let facts = CertificateFacts(
            fingerprint: "fingerprint of \(name)", subject: "CN=\(name)", issuer: "CN=A", serial: "1", notBefore: now,
            notAfter: now + .days(365), isAuthority: false, key: .rsa)
        return GrantedCertificate(facts: facts, reply: Data("certificate for \(name)".utf8))
    }

    func refuse(_ application: CertificateApplication, at now: Instant) throws(CertificateProblem) -> Data {
        Data("refused".utf8)
    }
}

@Suite("Links, profiles and certificates at the devices listener")
struct EnrolmentRouteTests {
    private let installation: Installation

    init() throws {
        installation = try Installation(
            settings: Settings(
                organization: "A & B <Ltd>",
                enrolment: EnrolmentSettings(
                    publicURL: "https://updates.example.org", topic: "com.apple.mgmt.External.test")))
    }

    private func test(_ body: @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        let router = DeviceRouter.router(
            runner: installation.runner,
            DeviceListener(identity: FixedJudgement(judgement: .refused("nobody")), authority: TextAuthority()))
        try await Application(router: router).test(.router) { try await body($0) }
    }

    private func link() async throws -> String {
        let link = try await installation.runner.perform(
            AdminEnrolment.makeLink(note: "", lifetime: .hours(1), accepts: true))
        return link.url.replacing("https://updates.example.org", with: "")
    }

    @Test func `a page shows what the service may do, may be looked at twice, and runs nothing from elsewhere`()
        async throws
    {
        let path = try await link()
        try await test { client in
            for _ in 0..<2 {
                let page = try await client.executeRequest(uri: path, method: .get, headers: [:], body: nil)
                #expect(page.status == .ok && page.headers[.contentType] == "text/html; charset=utf-8")
                #expect(page.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
                #expect(page.headers[.cacheControl] == "no-store")
                let text = String(buffer: page.body)
                #expect(text.contains("A &amp; B &lt;Ltd&gt;") && text.contains("\(path)/profile"))
                #expect(text.contains("install and remove profiles") && !text.contains("erase"))
            }
        }
    }

    @Test func `a profile is handed out once, and then the page says that it was`() async throws {
        let path = try await link()
        try await test { client in
            let answer = try await client.executeRequest(uri: "\(path)/profile", method: .get, headers: [:], body: nil)
            #expect(answer.status == .ok && answer.headers[.contentType] == "application/x-apple-aspen-config")
            _ = try EnrolmentProfile(plist: answer.data)
            for uri in [path, "\(path)/profile", "/enroll/guessed", "/enroll/guessed/profile"] {
                let refusal = try await client.executeRequest(uri: uri, method: .get, headers: [:], body: nil)
                #expect(refusal.status == .gone && String(buffer: refusal.body).contains("does not work any more"))
            }
        }
        let refusals = try await installation.store.read { try $0.refusals(limit: 9) }
        #expect(Set(refusals.map(\.reason)) == ["link-refused"])
        let secret = path.split(separator: "/")[1]
        #expect(!refusals.contains { "\($0)".contains(secret) })
    }

    /// Found by an attack: a viewer read the secret of a link from the list of refusals, and enrolled with it.
    @Test(arguments: [
        "/Enroll/", "/enroll;", "/enroll%2f", "/updates/enroll/", "/scep/", "/", "/scep?operation=", "/enroll/x/",
    ])
    func `whatever is wrong with the path of a link, its secret is nowhere repeated`(_ path: String) async throws {
        let secret = String(repeating: "S3cret-_", count: 5) + "abc"
        try await test { client in
            _ = try await client.executeRequest(uri: "\(path)\(secret)", method: .get, headers: [:], body: nil)
        }
        let refusals = try await installation.store.read { try $0.refusals(limit: 9) }
        #expect(refusals.count == 1 && !refusals.contains { "\($0)".contains("S3cret") })
    }

    private func scep(
        _ client: any TestClientProtocol, _ query: String, _ method: HTTPRequest.Method = .get, _ body: String = ""
    ) async throws -> (Int, String) {
        let answer = try await client.executeRequest(
            uri: "/scep\(query)", method: method, headers: [:], body: ByteBuffer(string: body))
        return (answer.status.code, String(buffer: answer.body))
    }

    @Test func `a challenge is worth one certificate, by POST or in the address of a GET`() async throws {
        let challenge = { () async throws -> String in
            let profile = try EnrolmentProfile(
                plist: await installation.runner.perform(AdminEnrolment.profile(accepts: true)))
            guard case .scep(let payload) = profile.identity else { return "" }
            return try #require(payload.challenge)
        }
        let (first, second) = (try await challenge(), try await challenge())
        try await test { client in
            #expect(try await scep(client, "?operation=GetCACaps") == (200, "AES\n"))
            #expect(try await scep(client, "?operation=GetCACert") == (200, "authority"))
            let issued = try await scep(client, "?operation=PKIOperation", .post, first)
            #expect(issued.0 == 200 && issued.1.hasPrefix("certificate for "))
            #expect(try await scep(client, "?operation=PKIOperation", .post, first) == (200, "refused"))
            let other = try await scep(client, "?operation=PKIOperation&message=\(second)")
            #expect(other.0 == 200 && other.1.hasPrefix("certificate for "))
            #expect(try await scep(client, "?operation=PKIOperation", .post, "weak") == (200, "bad key"))
        }
        let kept = try await installation.store.read { store in
            try store.run(SQLStatement("SELECT state FROM certificate")).count
        }
        #expect(kept == 2)
    }

    @Test(arguments: [
        ("?operation=PKIOperation", "garbage"), ("", ""), ("?operation=GetNextCACert", ""),
        ("?operation=PKIOperation&x=1", "garbage"),
    ])
    func `what is no request is answered with 400`(_ query: String, _ body: String) async throws {
        try await test { client in
            let answer = try await scep(client, query, .post, body)
            #expect(answer.0 == 400)
        }
    }

    @Test func `a request larger than any is answered with 413`() async throws {
        try await test { client in
            let body = String(repeating: "x", count: 256 * 1024 + 1)
            let answer = try await scep(client, "?operation=PKIOperation", .post, body)
            #expect(answer.0 == 413)
        }
    }
}
