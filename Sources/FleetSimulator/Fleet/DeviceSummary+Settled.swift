public import Foundation

extension DeviceSummary {
    /// Whether nothing more comes of it by itself: it has nothing to do, cannot be told to do anything, or is held up by
    /// something that does not end, or not before `horizon`: a deadline that is far away.
    public func isSettled(before horizon: Date) -> Bool {
        switch truth.kind {
        case .idle, .finished, .userEnrolment, .belowFloor, .notSupervised, .unenrolled: true
        case .off, .enrolling, .onItsWay, .failed, .installing: false
        case .offline, .noSpace, .lowBattery, .noPower, .noNetwork, .userDecides, .agreedTonight, .passcodeNotEntered,
            .tokenMissing:
            truth.until.flatMap { try? Date($0, strategy: .iso8601) }.map { $0 > horizon } ?? true
        }
    }
}

extension PhaseDurations {
    /// Longer than anything takes that a device does or waits for by itself: what ends later waits for a deadline.
    public var longest: Double {
        let phases = [
            waiting, downloading, notice, pastDueNotice, installing, retryAfterFailure, recovery, absence, tonight,
        ]
        // The slowest devices take twice as long.
        return 2 * (phases.map(\.upperBound).max() ?? 0)
    }
}

/// Finds out whether a fleet has come to rest: it has when it was settled whenever it was looked at for some time, since a
/// device that has nothing to do may have a push on its way.
public struct Settling: Sendable {
    /// For so long.
    private let quiet: Double
    private var since: Date?

    public init(quiet: Double) { self.quiet = quiet }

    /// One look. True when the fleet has come to rest.
    public mutating func look(isSettled: Bool, at now: Date) -> Bool {
        guard isSettled else {
            since = nil
            return false
        }
        let start = since ?? now
        since = start
        return now.timeIntervalSince(start) >= quiet
    }
}
