import Foundation
import RatchetCore
import Storage

/// How far waking a device has come, as it is kept with its work in the outbox.
struct PushProgress: Equatable {
    /// Pushes that the service took, without the device coming.
    var taken = 0
    /// Pushes in a row that the service did not take.
    var failures = 0

    init() {}

    /// What was kept; of anything else, the beginning.
    init(body: String) {
        let numbers = (try? JSONDecoder().decode([String: Int].self, from: Data(body.utf8))) ?? [:]
        (taken, failures) = (max(numbers["taken"] ?? 0, 0), max(numbers["failures"] ?? 0, 0))
    }

    var body: String {
        var writer = DocumentWriter()
        writer.object { writer in
            writer.member("failures", failures)
            writer.member("taken", taken)
        }
        return writer.text
    }
}

/// How long to wait after a push that the service did not take (reference 1.5).
enum PushBackOff {
    /// Short retries, before the long ones that APNs asks for.
    private static let short: [Duration] = [.seconds(1), .seconds(4), .seconds(16)]
    /// The long pause doubles this often.
    private static let doublings = 4

    /// After the service, or the way to it, had trouble: soon at first, then `retry` and more.
    ///
    /// - Parameters:
    ///   - failures: in a row, with this one.
    ///   - chance: at least 0 and less than 1, so that those which failed together do not come back together.
    static func afterTrouble(_ failures: Int, retry: Duration, chance: Double) -> Duration {
        if failures <= short.count { return min(short[max(failures - 1, 0)], retry) * (0.5 + chance) }
        return long(failures - short.count, retry, chance)
    }

    /// After the service said that there were too many for this token.
    static func afterTooMany(_ failures: Int, retry: Duration, chance: Double) -> Duration {
        long(failures, retry, chance)
    }

    /// Never less than `retry`, which APNs asks for.
    private static func long(_ round: Int, _ retry: Duration, _ chance: Double) -> Duration {
        retry * (1 << min(max(round - 1, 0), doublings)) * (1 + chance / 4)
    }
}
