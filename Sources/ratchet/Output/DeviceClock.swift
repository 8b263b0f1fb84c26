import Foundation
import RatchetCore

/// The clock on a device's wall: what it shows decides when a deadline is over.
struct DeviceClock {
    private let zone: TimeZone?
    private let name: String?

    /// - Parameter zone: `Europe/Zurich`, as the device reported it; nil where it has not.
    init(zone: String?) {
        self.zone = zone.flatMap { TimeZone(identifier: $0) }
        name = self.zone == nil ? nil : zone
    }

    /// `2026-11-22 19:00 on its own clock (Europe/Zurich)`
    func words(_ local: String) -> String {
        "\(Output.time(local) ?? local) on its own clock\(name.map { " (\($0))" } ?? "")"
    }

    /// What it shows now; nil where nobody knows.
    func time(at moment: Instant) -> String? {
        guard let zone, let name else { return nil }
        let date = Date(timeIntervalSince1970: Double(moment.seconds))
        let local = LocalDateTime(utc: moment + .seconds(zone.secondsFromGMT(for: date)))
        return "\(Output.time(local.description) ?? "") (\(name))"
    }

    /// When it shows this; nil where nobody knows.
    func moment(_ local: String) -> Instant? {
        guard let zone, let wanted = LocalDateTime(local)?.asUTC else { return nil }
        // The offset there about then, and again at the moment that this gives: right on both sides of a changed clock.
        let about = wanted - .seconds(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(wanted.seconds))))
        return wanted - .seconds(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(about.seconds))))
    }
}
