import Orchestrator
import RatchetCore
import Wording

/// A notice that the device is expected to give its user. Expected, never evidence.
public struct NoticeResource: Codable, Sendable, Equatable {
    /// `daily`, `hourly`, `last-hour`, `every-ten-minutes`, `restart-countdown`.
    public var kind: String
    /// On the device's own clock.
    public var from: String
    public var until: String
    /// Always true: no device reports its notices.
    public var expected: Bool
    public var text: String
}

/// Why is the device not current yet, what happens next, and by when?
public struct ExplanationResource: Codable, Sendable, Equatable {
    public var device: DeviceResource
    public var verdict: VerdictResource
    @OrNull public var enforcement: EnforcementResource? = nil
    /// Enforcements that ended, newest first.
    public var history: [EnforcementResource]
    public var expectedNotices: [NoticeResource]
}

extension ExplanationResource {
    init(_ explanation: Explanation, _ book: Phrasebook) {
        self.init(
            device: DeviceResource(explanation.judged), verdict: VerdictResource(explanation.verdict, book),
            enforcement: explanation.enforcement.map(EnforcementResource.init),
            history: explanation.history.map(EnforcementResource.init),
            expectedNotices: explanation.expectedNotices.map {
                NoticeResource(
                    kind: $0.kind.rawValue, from: $0.from.description, until: $0.until.description, expected: true,
                    text: book.text($0.kind))
            })
    }
}
