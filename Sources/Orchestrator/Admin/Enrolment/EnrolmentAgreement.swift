import AppleMDM
import AppleManagement
import Foundation
import Ports
import Storage

/// What can never be changed once a profile is issued: agreed once, compared with the configuration ever after.
enum EnrolmentAgreement {
    static func overview(_ store: inout StoreTransaction, _ context: StepContext) throws -> EnrolmentOverview {
        let settings = context.settings.enrolment
        let configured = EnrolmentTerms(
            topic: settings.topic ?? "", publicURL: settings.publicURL ?? "", accessRights: settings.rights,
            usesDevelopmentPush: settings.usesDevelopmentPush,
            uuids: (context.ids.next(), context.ids.next(), context.ids.next()))
        let faults = EnrolmentFaults.of(settings)
        guard let agreed = try store.agreedTerms() else {
            return EnrolmentOverview(terms: configured, agreed: nil, faults: faults)
        }
        let conflicts = faults.isEmpty ? agreed.conflicts(with: configured).map(EnrolmentFaults.of) : []
        return EnrolmentOverview(terms: agreed.narrowed(to: configured), agreed: agreed, faults: faults + conflicts)
    }

    /// The terms that a profile is issued under.
    ///
    /// - Parameter accepts: whether whoever asks has seen what can't be changed later.
    static func terms(
        accepts: Bool, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> EnrolmentTerms {
        let overview = try overview(&store, context)
        guard overview.faults.isEmpty else { throw AdminProblem.enrolmentImpossible(overview.faults) }
        if let agreed = overview.agreed {
            // Once there is a profile with fewer rights, more would be refused by its device when it is renewed.
            if agreed != overview.terms {
                try keep(overview.terms, "enrolment.narrowed", &store, context)
            }
            return overview.terms
        }
        guard accepts else { throw AdminProblem.termsNotAgreed(overview.terms) }
        try keep(overview.terms, "enrolment.agreed", &store, context)
        return overview.terms
    }

    private static func keep(
        _ terms: EnrolmentTerms, _ action: String, _ store: inout StoreTransaction, _ context: StepContext
    ) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try store.keepEnrolmentTerms(
            String(decoding: try encoder.encode(terms), as: UTF8.self), at: context.now)
        let about = [
            "topic": terms.topic, "serverURL": terms.serverURL,
            "accessRights": String(terms.accessRights),
        ]
        try store.recordAdmin(action, about, context)
        try store.audit(action, of: "enrolment", after: about, context)
    }
}

extension StoreTransaction {
    /// Nil before the first profile.
    func agreedTerms() throws -> EnrolmentTerms? {
        guard let document = try enrolmentTerms() else { return nil }
        guard let terms = try? JSONDecoder().decode(EnrolmentTerms.self, from: Data(document.utf8)) else {
            throw StoreError.corrupt("the terms of enrolment can't be read")
        }
        return terms
    }
}

/// Why a fleet can't be enrolled as things are set.
enum EnrolmentFaults {
    static func of(_ settings: EnrolmentSettings) -> [AdminProblem.Fault] {
        var faults: [AdminProblem.Fault] = []
        if let url = settings.publicURL {
            if let fault = PublicAddress.fault(in: url), !(settings.isTrial && fault != .notAnAddress) {
                faults.append(.init("devices.publicURL", "\(AdminProblem.quoted(url)) \(words(for: fault))"))
            }
        } else {
            faults.append(
                .init("devices.publicURL", "is not set: it is the address that devices are given for good."))
        }
        if settings.topic == nil {
            faults.append(
                .init("push.certificate", "is not set: the topic of a profile is that of the push certificate."))
        }
        if !settings.rights.isValid {
            faults.append(.init("enroll.accessRights", "is no sum of rights that a device takes."))
        }
        return faults
    }

    static func of(_ conflict: EnrolmentTerms.Conflict) -> AdminProblem.Fault {
        switch conflict {
        case .topic(let agreed, let configured):
            .init(
                "push.certificate",
                """
                The push certificate has the topic \(configured), and profiles were issued for \(agreed). Renew the old \
                certificate instead of getting another; devices that are enrolled hear of no other topic.
                """)
        case .serverURL(let agreed, let configured):
            .init(
                "devices.publicURL",
                "Devices were given \(agreed) for good, and \(configured) is configured. Set the old address again.")
        case .environment:
            .init("push.environment", "Devices were enrolled for the other environment of the push service.")
        case .widerRights(let rights):
            .init(
                "enroll.accessRights",
                """
                The rights \(rights.map { String($0.rawValue) }.joined(separator: ", ")) were not agreed to, and a device \
                takes no profile that adds any. Leave them out; devices get more only by enrolling again.
                """)
        }
    }

    private static func words(for fault: PublicAddress.Fault) -> String {
        switch fault {
        case .notAnAddress: "is no address such as https://updates.example.org:8443."
        case .notHTTPS: "is not https, and Apple's devices talk to no other."
        case .loopback: "is this machine's own name for itself; no device would find it."
        case .number: "is a number: devices keep it for good, so give the server a name that can move."
        case .unqualified: "has no domain: devices keep it for good, in whatever network they are."
        case .hasPath: "has more than a host and a port."
        }
    }
}

extension AdminProblem {
    static func enrolmentImpossible(_ faults: [Fault]) -> AdminProblem {
        AdminProblem(
            .conflict, code: "enrolment-impossible", title: "No profile can be issued as things are configured",
            detail: faults.map { "\($0.field): \($0.text)" }.joined(separator: " "), faults: faults)
    }

    static func termsNotAgreed(_ terms: EnrolmentTerms) -> AdminProblem {
        AdminProblem(
            .conflict, code: "terms-not-agreed", title: "The first profile fixes some things for good",
            detail: """
                The topic \(terms.topic), the addresses \(terms.serverURL) and \(terms.checkInURL), and the rights \
                \(terms.accessRights), which can only be narrowed, can't be changed for a device once it has enrolled. Look at \
                them, then say that you accept them.
                """)
    }

    static var linkLifetime: AdminProblem {
        .invalid("link", [.init("lifetime", "Say a time from 1 minute to 30 days.")])
    }

    static func noLink(_ word: String) -> AdminProblem {
        AdminProblem(
            .notFound, code: "no-such-link", title: "There is no such link",
            detail: "No link that can still be used has the id \(quoted(word)). The list of links shows what there is.")
    }
}
