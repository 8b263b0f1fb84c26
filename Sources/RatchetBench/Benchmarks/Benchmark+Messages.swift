import AppleDDM
import AppleMDM
import AppleManagement
import Foundation
import RatchetCore

extension Benchmark {
    static let messages = [statusReport, manifest, tokenUpdate, statusCheckIn]

    private static let statusReport = Benchmark(name: "read a status report", unit: "report", units: 1000) {
        let report = SampleMessage.report
        return {
            try repeated(1000) {
                let read = ReadStatus(try StatusReport(json: report))
                return read.observations.count - read.unreadable.count
            }
        }
    }

    private static let manifest = Benchmark(name: "render a manifest", unit: "manifest", units: 1000) {
        let report = ReadStatus(try StatusReport(json: SampleMessage.report))
        let capabilities = report.observations.compactMap {
            if case .capabilities(let value) = $0 { value } else { nil }
        }
        let update = EnforcedUpdate(
            target: Target(version: try Sample.version("26.4")), deadline: try Sample.local("2026-04-10T18:00:00"),
            detailsURL: nil)
        let intent = ManifestIntent(organization: "Example Ltd", capabilities: capabilities.first, update: update)
        return { try repeated(1000) { try ManifestBuilder.render(intent).declarations.count } }
    }

    private static let tokenUpdate = Benchmark(name: "decode a TokenUpdate", unit: "message", units: 1000) {
        let message = SampleMessage.tokenUpdate
        return { try repeated(1000) { try CheckInMessage(plist: message).messageType.utf8.count } }
    }

    /// As large as its report.
    private static let statusCheckIn = Benchmark(name: "decode a check-in with a report", unit: "message", units: 1000)
    {
        let message = SampleMessage.checkIn
        return { try repeated(1000) { try CheckInMessage(plist: message).messageType.utf8.count } }
    }

    private static func repeated(_ times: Int, _ work: () throws -> Int) rethrows -> Int {
        var sum = 0
        for _ in 0..<times { sum += try work() }
        return sum
    }
}
