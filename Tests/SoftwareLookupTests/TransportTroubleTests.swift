import AsyncHTTPClient
import Foundation
import Hummingbird
import NIOCore
import Ports
import SoftwareLookup
import TestSupport
import Testing

@Suite("What kept a request from being answered")
struct TransportTroubleTests {
    /// What the lookup client says of a service that can't be reached there.
    private func problem(_ url: String) async throws -> String {
        var settings = HTTPClient.Configuration(timeout: .init(connect: .seconds(60)))
        settings.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
        var said = "nothing"
        do {
            _ = try await LookupClient(client: client, url: url).fetch(etag: nil)
        } catch {
            said = "\(error)"
        }
        try await client.shutdown()
        return said
    }

    @Test(arguments: [
        ("http://127.0.0.1:1/", "connection refused"), ("http://nobody.invalid/", "no host of this name was found"),
        ("ftp://127.0.0.1/", "its address is not right"),
    ])
    func `is said in words a person knows, once`(url: String, words: String) async throws {
        #expect(try await problem(url) == "\(url): \(words)")
    }

    @Test func `a service that speaks no TLS is told apart from one that is not trusted`() async throws {
        let said = try await LoopbackServer.serving(Router()) { base in
            try await problem(base.replacing("http:", with: "https:") + "/")
        }
        #expect(said.contains("it does not agree on TLS; is it https?"))
    }

    private struct Said: Error, CustomStringConvertible {
        let description: String
    }

    @Test(arguments: [
        (
            "handshakeFailed(NIOSSL.BoringSSLError.sslError([Error: 268435581 error:1000007d:SSL routines:OPENSSL_internal"
                + ":CERTIFICATE_VERIFY_FAILED at handshake.cc:393]))", "its TLS certificate is not trusted"
        ),
        ("HTTPClientError.connectTimeout", "it did not answer in time"),
        ("HTTPClientError.remoteConnectionClosed", "it hung up"),
        ("something new", "something new"),
    ])
    func `what errors say of themselves is read`(text: String, words: String) {
        #expect(TransportTrouble.words(for: Said(description: text)) == words)
    }

    @Test func `an unknown error is cut short`() {
        #expect(TransportTrouble.words(for: Said(description: String(repeating: "x", count: 999))).count == 200)
    }
}
