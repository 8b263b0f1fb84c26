import AppleMDM
import Ports
import RatchetCore

extension PushReply {
    /// What the answer means, by the table of reference 1.5.
    ///
    /// - Parameter fingerprint: of the certificate that it was sent with.
    func outcome(id: String, _ fingerprint: String?) -> PushOutcome {
        // Whoever refuses without a reason is hardly Apple's service: nothing about device or certificate follows from it.
        if reason == nil, (400...499).contains(status), status != 429 { return .unavailable(reason: words) }
        return switch meaning {
        case .accepted: .accepted(id: id)
        case .tokenRefused: .tokenRefused(reason: words)
        case .unregistered: .tokenRefused(reason: words, since: deadSince)
        case .topicRefused: .topicRefused(reason: words, fingerprint: fingerprint)
        case .tooManyRequests: .tooMany(reason: words)
        case .requestRefused: .requestRefused(reason: words)
        case .unavailable, .unknown: .unavailable(reason: words)
        }
    }

    /// The reason is kept and shown, so it is cut where it can't be one of Apple's.
    private var words: String {
        guard let reason else { return "\(status) without a reason" }
        let text = reason.text.unicodeScalars.prefix(PushReply.longestReason).map { scalar in
            scalar.properties.generalCategory == .control ? "?" : String(scalar)
        }
        return "\(status) \(text.joined())"
    }

    private static let longestReason = 100

    private var deadSince: Instant? {
        timestamp.flatMap { milliseconds in
            let time = milliseconds.multipliedReportingOverflow(by: 1000)
            return time.overflow ? nil : Instant(microseconds: time.partialValue)
        }
    }
}

extension PushReason {
    /// Said of the certificate or its topic, and so of all pushes with it.
    var refusesCertificate: Bool {
        switch self {
        case .badCertificate, .badCertificateEnvironment, .forbidden: true
        default: false
        }
    }
}
