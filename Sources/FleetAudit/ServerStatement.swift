public import RatchetCore

/// What a server says of one device, as far as it can be compared with what is true.
public struct ServerStatement: Sendable, Equatable {
    /// The code of the verdict's reason, as it was said.
    public let code: String
    /// Nil for a code that this program does not know.
    public let reason: Reason?
    /// Since when.
    public let since: Instant?
    /// The reasons of the causes that it names.
    public let causes: Set<Reason>
    /// Whether a plan covers the device: without one nobody wants anything of it.
    public let isPlanned: Bool

    /// As the interface's JSON has it.
    ///
    /// - Parameters:
    ///   - since: RFC 3339.
    ///   - causes: the reasons of the causes.
    public init(reason: String, since: String?, causes: [String], isPlanned: Bool = true) {
        (code, self.reason, self.isPlanned) = (reason, Reason(rawValue: reason), isPlanned)
        self.since = since.flatMap { Instant(rfc3339: $0) }
        self.causes = Set(causes.compactMap { Reason(rawValue: $0) })
    }

    /// What a verdict says to whoever reads it without the interface.
    public init(_ verdict: Verdict) {
        (code, reason, since) = (verdict.reason.rawValue, verdict.reason, verdict.since)
        (causes, isPlanned) = (Set(verdict.causes.map(\.reason)), true)
    }

    /// `failing (low-disk, failure-reported)`
    var words: String { code + ServerStatement.parenthesis(causes) }

    static func parenthesis(_ reasons: Set<Reason>) -> String {
        reasons.isEmpty ? "" : " (\(reasons.map(\.rawValue).sorted().joined(separator: ", ")))"
    }
}

extension ServerStatement: Decodable {
    private struct Explanation: Decodable {
        struct Said: Decodable {
            let reason: String
            var since: String?
            var causes: [Cause]
        }
        struct Cause: Decodable { let reason: String }
        struct Plan: Decodable {}

        let verdict: Said
        let plans: [Plan]
    }

    /// From an explanation as the interface answers it.
    public init(from decoder: any Decoder) throws {
        let explanation = try Explanation(from: decoder)
        let verdict = explanation.verdict
        self.init(
            reason: verdict.reason, since: verdict.since, causes: verdict.causes.map(\.reason),
            isPlanned: !explanation.plans.isEmpty)
    }
}
