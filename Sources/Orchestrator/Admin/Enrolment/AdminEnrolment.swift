import AppleMDM
public import Foundation
import Ports
public import RatchetCore
import Storage

/// A link as whoever made it gets it, once.
public struct NewLink: Sendable, Equatable {
    public let id: String
    /// Where the device goes.
    public let url: String
    public let note: String
    public let madeAt: Instant
    public let expiresAt: Instant
}

/// Steps about how devices come to this service.
public enum AdminEnrolment {
    /// As which a profile is served.
    public static let profileType = EnrolmentProfile.contentType
    static let lifetimes: ClosedRange<Duration> = .minutes(1) ... .days(30)

    public static func overview() -> AdminReading<EnrolmentOverview> {
        { store, context in try EnrolmentAgreement.overview(&store, context) }
    }

    /// A profile for one device.
    ///
    /// - Parameter accepts: whether the person has seen what can't be changed later; needed for the first profile only.
    public static func profile(accepts: Bool) -> AdminStep<Data> {
        { store, context in
            let terms = try EnrolmentAgreement.terms(accepts: accepts, &store, context)
            let profile = try EnrolmentProfiles.make(terms, name: context.ids.next(), for: nil, &store, context)
            try store.recordAdmin("enrolment.profile-issued", [:], context)
            try store.audit("enrolment.profile-issued", of: "enrolment", context)
            return StepOutcome(profile)
        }
    }

    /// An address at which one device fetches its profile.
    public static func makeLink(note: String, lifetime: Duration, accepts: Bool) -> AdminStep<NewLink> {
        { store, context in
            guard lifetimes.contains(lifetime) else { throw AdminProblem.linkLifetime }
            guard note.isPlain, note.utf8.count <= AdminLimits.text else {
                throw AdminProblem.invalid("link", [.init("note", "Say in one line of plain text for whom it is.")])
            }
            _ = try EnrolmentAgreement.terms(accepts: accepts, &store, context)
            let (id, secret, end) = (context.ids.next(), context.random.token(), context.now + lifetime)
            try store.keepLink(id: id, hash: Challenges.hash(secret), note: note, at: context.now, until: end)
            let about = ["note": note, "until": "\(end)"]
            try store.recordAdmin("enrolment.link-made", about.merging(["link": id]) { $1 }, context)
            try store.audit("enrolment.link-made", of: "link:\(id)", after: about, context)
            let base = context.settings.enrolment.publicURL ?? ""
            let slash = base.hasSuffix("/") ? "" : "/"
            return StepOutcome(
                NewLink(
                    id: id, url: "\(base)\(slash)enroll/\(secret)", note: note, madeAt: context.now, expiresAt: end))
        }
    }

    public static func links() -> AdminReading<[EnrolmentLinkSummary]> {
        { store, _ in try store.links(limit: AdminLimits.page).map(EnrolmentLinkSummary.init) }
    }

    public static func endLink(_ id: String) -> AdminStep<Void> {
        { store, context in
            guard id.isWord, try store.endLink(id: id, at: context.now) else { throw AdminProblem.noLink(id) }
            try store.recordAdmin("enrolment.link-ended", ["link": id], context)
            try store.audit("enrolment.link-ended", of: "link:\(id)", context)
            return StepOutcome(())
        }
    }
}
