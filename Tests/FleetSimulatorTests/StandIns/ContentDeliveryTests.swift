import Foundation
import Testing

@testable import FleetSimulator

@Suite("Content delivery")
struct ContentDeliveryTests {
    private func download(_ name: String, _ bytes: Int64 = 100, at seconds: Double = 0) -> [Download] {
        [Download(name: name, bytes: bytes, at: Date(timeIntervalSince1970: seconds))]
    }

    @Test("the first of a site fetches an update from Apple, the others from the site's cache")
    func cache() {
        let delivery = ContentDelivery([(0, download("a")), (3, download("a")), (6, download("a"))])
        #expect(delivery == ContentDelivery(bytesFromCatalog: 100, bytesFromCaches: [.headquarters: 200, .branch: 0]))
    }

    @Test("each site has a cache of its own, and at home there is none")
    func sites() {
        let first = ContentDelivery([(0, download("a")), (1, download("a")), (2, download("a")), (5, download("a"))])
        #expect(first == ContentDelivery(bytesFromCatalog: 400, bytesFromCaches: [.headquarters: 0, .branch: 0]))
        let all = ContentDelivery((0..<9).map { ($0, download("a")) })
        #expect(all == ContentDelivery(bytesFromCatalog: 500, bytesFromCaches: [.headquarters: 200, .branch: 200]))
    }

    @Test("another update is another one, and who had it first paid for it")
    func order() {
        let delivery = ContentDelivery([
            (0, download("a", 100, at: 9)), (3, download("b")), (6, download("a", 70, at: 5)),
        ])
        #expect(delivery == ContentDelivery(bytesFromCatalog: 170, bytesFromCaches: [.headquarters: 100, .branch: 0]))
    }

    @Test("a device remembers what it fetched; a failed attempt fetches anew")
    func device() throws {
        var walker = try Walker(.failsOnce, model: "iPhone17,1", from: "26.3.1", build: "23D8133")
        try walker.enrol()
        try walker.enforce("26.4")
        try walker.pass(90)
        #expect(walker.device.downloads.map(\.bytes) == [1_100_000_000, 1_100_000_000])
        #expect(walker.device.downloads.map(\.name) == ["iOS 23E246 update", "iOS 23E246 update"])
    }

    @Test("an upgrade is larger than an update, and an improvement is small")
    func sizes() throws {
        func bytes(from version: OSVersion, to target: OSVersion) -> Int64 {
            let wanted = UpdateTarget(
                declarationID: "u", version: target, build: "b", supplementalBuild: "b", supplementalExtra: "",
                deadlineText: "", deadline: Date(timeIntervalSince1970: 0))
            return UpdateSize.bytes(from: InstalledSystem(version: version, build: "a"), to: wanted, on: .macOS)
        }
        #expect(
            bytes(from: OSVersion(15, 7), to: OSVersion(26, 4)) > bytes(from: OSVersion(26, 3), to: OSVersion(26, 4)))
        #expect(
            bytes(from: OSVersion(26, 4), to: OSVersion(26, 4)) < bytes(from: OSVersion(26, 3), to: OSVersion(26, 4)))
    }
}
