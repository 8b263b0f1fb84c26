import AppleManagement
public import Foundation
import Ports
import RatchetCore
public import Storage

/// What the page of a link says.
public struct EnrolmentOffer: Sendable, Equatable {
    /// Who will manage the device.
    public let organization: String
    /// What the service will be able to do, each in words.
    public let rights: [String]
}

/// What somebody who opens an enrolment link gets.
public enum EnrolmentLinkSteps {
    /// Whether a link can still be used; looking at it does not use it up, because programs that show links look at them too.
    ///
    /// - Throws: `DeviceProblem.linkRefused`.
    public static func look(
        _ secret: String, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> EnrolmentOffer {
        _ = try usable(secret, &store, context)
        let overview = try EnrolmentAgreement.overview(&store, context)
        return EnrolmentOffer(organization: context.settings.organization, rights: overview.rights.map(\.text))
    }

    private static func usable(
        _ secret: String, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> EnrolmentLinkRow {
        guard let link = try store.link(hash: Challenges.hash(secret)) else { throw refused("is none of ours") }
        if link.usedAt != nil { throw refused("was used before", link) }
        if link.expiresAt <= context.now { throw refused("has expired", link) }
        return link
    }

    /// Uses the link up for a profile.
    ///
    /// - Throws: `DeviceProblem.linkRefused`.
    public static func fetch(
        _ secret: String, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<Data> {
        let link = try usable(secret, &store, context)
        guard try store.useLink(hash: Challenges.hash(secret), at: context.now) != nil else {
            throw refused("was used before", link)
        }
        let terms = try EnrolmentAgreement.terms(accepts: false, &store, context)
        let profile = try EnrolmentProfiles.make(terms, name: context.ids.next(), for: nil, &store, context)
        try store.audit(
            "enrolment.link-used", of: "link:\(link.id)", by: AuditActor(.nobody, name: "link \(link.id)"),
            after: ["note": link.note], context)
        try store.record("enrolment.link-used", by: "device", ["link": link.id, "note": link.note], context)
        return StepOutcome(profile)
    }

    private static func refused(_ why: String, _ link: EnrolmentLinkRow? = nil) -> DeviceProblem {
        DeviceProblem(.linkRefused, subject: link.map { "link \($0.id)" } ?? "link", detail: "the link \(why)")
    }
}
