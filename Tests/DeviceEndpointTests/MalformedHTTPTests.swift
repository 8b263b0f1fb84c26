import AppleMDM
import DeviceEndpoint
import Foundation
import Glibc
import Hummingbird
import HummingbirdTesting
import Orchestrator
import Ports
import SeededRandom
import TestSupport
import Testing

/// Octets over a connection of their own, and what came back until the other end was done.
///
/// On a thread of its own: whoever waits for a socket must not hold up those who serve it.
private func exchange(_ octets: [UInt8], port: Int) async -> String {
    await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: exchangeNow(octets, port: port)) }
    }
}

private func exchangeNow(_ octets: [UInt8], port: Int) -> String {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    // A server that waits for the rest of a request has not crashed.
    var patience = timeval(tv_sec: 2, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isConnected = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, length) == 0 }
    }
    guard isConnected else { return "not connected" }
    _ = octets.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    // Half of a request is all that there will be: the end of it has to be enough.
    shutdown(socket, Int32(SHUT_WR))
    var (answer, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 4096))
    while answer.count < 65_536 {
        let count = recv(socket, &buffer, buffer.count, 0)
        guard count > 0 else { break }
        answer += buffer[..<count]
    }
    return String(decoding: answer, as: UTF8.self)
}

/// What a stranger can send to the listener for devices: requests that are broken in every way that a seed brings.
@Suite("Broken HTTP at the devices listener")
struct MalformedHTTPTests {
    private static let requests = [
        "PUT /mdm/checkin HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-apple-aspen-mdm-checkin\r\n"
            + "Mdm-Signature: MIIB\r\nContent-Length: 5\r\n\r\n<?xml",
        "GET /scep?operation=PKIOperation&message=MIIB%2B+%20 HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /scep?operation=PKIOperation HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "GET /enroll/abc/profile HTTP/1.1\r\nHost: a\r\nClient-Cert: :MIIB:\r\nConnection: close\r\n\r\n",
        "PUT /mdm/connect HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 99999999999\r\n\r\n",
    ]

    /// Up to eight octets changed, put in, taken out or doubled.
    private static func broken(_ request: String, _ random: inout SeededRandom) -> [UInt8] {
        var octets = Array(request.utf8)
        for _ in 0..<Int.random(in: 1...8, using: &random) where !octets.isEmpty {
            let place = Int.random(in: 0..<octets.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: octets[place] = UInt8.random(in: 0...255, using: &random)
            case 1: octets.insert(UInt8.random(in: 0...255, using: &random), at: place)
            case 2: octets.removeSubrange(place..<min(place + Int.random(in: 1...20, using: &random), octets.count))
            default: octets.insert(contentsOf: octets[place..<min(place + 40, octets.count)], at: place)
            }
        }
        return octets
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `nothing that is sent crashes the server or brings a status from 500 on`(_ seed: UInt64) async throws {
        let house = try DeviceHouse()
        let router = DeviceRouter.router(
            runner: house.installation.runner, DeviceListener(identity: FixedJudgement(judgement: .believed)))
        try await Application(router: router).test(.live) { client in
            let port = try #require(client.port)
            var random = SeededRandom(seed: seed)
            for number in 0..<200 {
                let octets = Self.broken(Self.requests[number % Self.requests.count], &random)
                let answer = await exchange(octets, port: port)
                let status = answer.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
                #expect(status < 500, "\(String(decoding: octets, as: UTF8.self)) -> \(answer.prefix(80))")
            }
            let device = DeviceClient(client: client)
            try await device.enrol()
            #expect(try await device.connect(.idle).status == .ok)
        }
    }
}
