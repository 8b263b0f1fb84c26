import Foundation
import RatchetCore

/// The facts of a device as the store keeps them: version 1.
///
/// A shape of its own, so that the core can change without changing what is stored. A field that a later version adds
/// is optional here; a golden file of every version decodes in the tests.
struct FactsDocument {
    struct Fact<Value> {
        var value: Value
        var kind: String
        var at: Int64
        var ref: String
    }

    struct OS {
        var version: String
        var build: String?
        var supplementalBuild: String?
        var supplementalLetter: String?
    }

    struct CapabilitySets {
        var declarations: [String]
        var statusItems: [String]
    }

    struct Failure {
        var count: Int
        var reason: String?
        var timestamp: String?
    }

    struct Pending {
        var version: String
        var build: String
        var targetLocalDateTime: String?
    }

    struct WhyInstalled {
        var reasons: [String]
        var declarationID: String?
    }

    struct Judged {
        var identifier: String
        var serverToken: String
        var active: Bool
        var valid: String
        var reasons: [ReasonDocument]
    }

    var version = 1
    var enrolment: String
    var kind: String
    var productName: String?
    var serialNumber: String?
    var name: String?
    var timeZone: String?
    var awaitingConfiguration: Bool
    var tokenEscrowedAt: Int64?
    var tokenServedAt: Int64?
    var tokenMissedAt: Int64?
    var installed: Fact<OS>?
    var capabilities: Fact<CapabilitySets>?
    var supervised: Fact<Bool>?
    var statusFeedKey: Fact<String>?
    var queriedFeedKey: Fact<String>?
    var passcode: Fact<Bool>?
    var availableCapacity: Fact<Double>?
    var batteryLevel: Fact<Double>?
    var bootstrapTokenUse: Fact<String>?
    var bootstrapTokenRequired: Fact<Bool>?
    var appleSilicon: Fact<Bool>?
    var installState: Fact<String>?
    var installReason: Fact<WhyInstalled>?
    var pendingVersion: Fact<Pending>?
    var failure: Fact<Failure>?
    var declarations: Fact<[Judged]>?
}

struct ReasonDocument {
    var code: String
    var text: String
}

extension FactsDocument.Fact {
    init(_ value: Value, _ evidence: Evidence) {
        self.init(
            value: value, kind: evidence.kind.rawValue, at: evidence.at.microseconds, ref: evidence.ref)
    }

    func known<Fact: Equatable>(_ read: (Value) throws(StoreError) -> Fact) throws(StoreError) -> Known<Fact> {
        guard let kind = Evidence.Kind(rawValue: kind) else { throw StoreError.corrupt("evidence of an unknown kind") }
        return Known(try read(value), Evidence(kind, at: Instant(microseconds: at), ref: ref))
    }
}
