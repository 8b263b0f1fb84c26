import DeviceEndpoint
import NIOCore
import Testing

@Suite("Proxies whose word is taken")
struct TrustedProxiesTests {
    @Test(arguments: [
        ("10.0.0.5", "10.0.0.5", true), ("10.0.0.5", "10.0.0.6", false), ("10.1.0.0/16", "10.1.255.7", true),
        ("10.1.0.0/16", "10.2.0.1", false), ("10.0.0.0/9", "10.127.0.1", true), ("10.0.0.0/9", "10.128.0.1", false),
        ("0.0.0.0/0", "203.0.113.9", true), ("fd00::/8", "fd12::1", true), ("fd00::/8", "fe80::1", false),
        ("10.0.0.5", "::ffff:10.0.0.5", true), ("::1", "127.0.0.1", false), ("192.0.2.1, 10.0.0.5", "10.0.0.5", true),
    ])
    func `an address is one of them or not`(_ list: String, _ address: String, _ isTrusted: Bool) throws {
        let proxies = try #require(TrustedProxies(list))
        #expect(proxies.contains(try SocketAddress(ipAddress: address, port: 1)) == isTrusted)
    }

    @Test(arguments: [
        "", ",", "10.0.0.0/33", "10.0.0.0/-1", "fd00::/129", "host.example", "10.0.0.5 10.0.0.6", "10.0.0/8/8",
    ])
    func `what is no list of addresses is none`(_ text: String) { #expect(TrustedProxies(text) == nil) }

    @Test func `nobody is trusted where nobody is named`() throws {
        #expect(TrustedProxies.none.isEmpty)
        #expect(!TrustedProxies.none.contains(try SocketAddress(ipAddress: "127.0.0.1", port: 1)))
    }
}
