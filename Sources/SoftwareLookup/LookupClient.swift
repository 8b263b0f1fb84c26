public import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
public import Ports

/// Fetches Apple's Software Lookup Service, or what stands in for it (reference 6).
public struct LookupClient: LookupSource {
    private let client: HTTPClient
    private let url: String
    private static let timeout: TimeAmount = .seconds(60)
    /// Today's feed has 100 kB; a body beyond this is refused, and the catalog stays as it is.
    private static let largestFeed = 16 * 1024 * 1024

    /// - Parameter url: the whole address, `https://gdmf.apple.com/v2/pmv`.
    public init(client: HTTPClient, url: String) {
        (self.client, self.url) = (client, url)
    }

    public func fetch(etag: String?) async throws -> LookupAnswer {
        do {
            return try await ask(etag: etag)
        } catch let problem as LookupProblem {
            throw problem
        } catch {
            throw LookupProblem(url: url, error)
        }
    }

    private func ask(etag: String?) async throws -> LookupAnswer {
        var request = HTTPClientRequest(url: url)
        request.headers.add(name: "Accept", value: "application/json")
        if let etag { request.headers.add(name: "If-None-Match", value: etag) }
        let response = try await client.execute(request, timeout: LookupClient.timeout)
        if response.status == .notModified { return .unchanged }
        guard response.status == .ok else { throw LookupProblem("\(url) answered \(response.status.code)") }
        let body = try await response.body.collect(upTo: LookupClient.largestFeed)
        if let promised = response.headers.first(name: "Content-Length").flatMap(Int.init),
            promised != body.readableBytes
        {
            throw LookupProblem("\(url) sent \(body.readableBytes) of \(promised) octets")
        }
        return .feed(Data(body.readableBytesView), etag: response.headers.first(name: "ETag"))
    }
}

extension LookupProblem {
    /// A feed whose sender is not who it should be is said to be unverified, because the way out is another one: a proxy
    /// that looks inside, or a wrong root (reference 6.1, section 9).
    init(url: String, _ error: any Error) {
        let isUnverified = error is NIOSSLError || error is NIOSSLExtraError || error is BoringSSLError
        self.init(
            isUnverified
                ? "feed unverified: \(url) did not prove to be whom the trusted roots vouch for, so nothing of it is taken; "
                    + "a proxy may stand between (\(TransportTrouble.words(for: error)))"
                : "\(url): \(TransportTrouble.words(for: error))")
    }
}
