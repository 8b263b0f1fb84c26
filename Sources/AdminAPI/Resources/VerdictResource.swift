import Orchestrator
import RatchetCore
import Wording

/// Where a fact comes from.
public struct EvidenceResource: Codable, Sendable, Equatable {
    public var kind: String
    public var at: String
    /// A report's id, a command's UUID, a release, a plan's id, by kind.
    public var ref: String

    init(_ evidence: Evidence) {
        (kind, at, ref) = (evidence.kind.rawValue, evidence.at.description, evidence.ref)
    }
}

/// What happens next, and by when at the latest.
public struct ExpectationResource: Codable, Sendable, Equatable {
    public var event: String
    /// UTC.
    @OrNull public var by: String? = nil
    /// On the device's own clock.
    @OrNull public var byLocal: String? = nil
    public var text: String
}

/// A likely cause and what somebody can do about it.
public struct CauseResource: Codable, Sendable, Equatable {
    public var reason: String
    public var wayOut: String
    public var text: String
    public var wayOutText: String
    public var evidence: [EvidenceResource]
}

/// The answer to "is it current?".
public struct VerdictResource: Codable, Sendable, Equatable {
    /// `yes`, `not-yet`, `no`.
    public var answer: String
    public var reason: String
    @OrNull public var since: String? = nil
    public var evidence: [EvidenceResource]
    @OrNull public var next: ExpectationResource? = nil
    public var causes: [CauseResource]
    /// What is so and why, and what happens next.
    public var text: String
}

extension VerdictResource {
    init(_ verdict: Verdict, _ book: Phrasebook) {
        self.init(
            answer: verdict.answer.rawValue, reason: verdict.reason.rawValue, since: verdict.since?.description,
            evidence: verdict.evidence.map(EvidenceResource.init),
            next: verdict.next.map { ExpectationResource($0, verdict.details, book) },
            causes: verdict.causes.map { CauseResource($0, verdict.details(of: $0), book) }, text: book.text(verdict))
    }
}

extension ExpectationResource {
    fileprivate init(_ expectation: Expectation, _ details: [String: String], _ book: Phrasebook) {
        self.init(
            event: expectation.event.rawValue, by: expectation.by?.description,
            byLocal: expectation.byLocal?.description, text: book.text(expectation, details))
    }
}

extension CauseResource {
    fileprivate init(_ cause: Cause, _ details: [String: String], _ book: Phrasebook) {
        self.init(
            reason: cause.reason.rawValue, wayOut: cause.wayOut.rawValue, text: book.text(cause.reason, details),
            wayOutText: book.text(cause.wayOut, details), evidence: cause.evidence.map(EvidenceResource.init))
    }
}
