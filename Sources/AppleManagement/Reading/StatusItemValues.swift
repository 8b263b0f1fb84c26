import AppleDDM
import RatchetCore

/// Apple's values in the core's words.
extension Capabilities {
    init(_ reported: ClientCapabilities) {
        self.init(
            declarationTypes: Set(reported.declarations.values.joined()), statusItems: Set(reported.statusItems))
    }
}

extension RatchetCore.PendingVersion {
    init(_ reported: AppleDDM.PendingVersion) {
        self.init(
            version: reported.osVersion, build: reported.buildVersion,
            targetLocalDateTime: reported.targetLocalDateTime)
    }
}

extension RatchetCore.InstallReason {
    init(_ reported: AppleDDM.InstallReason) {
        self.init(reasons: reported.causes.map(\.text), declarationID: reported.declarationID)
    }
}

extension UpdateFailure {
    init(_ reported: FailureReason) {
        self.init(
            count: Int(clamping: reported.count), reason: reported.reason, timestamp: reported.timestamp)
    }
}

extension DeclarationReport {
    /// Every entry, kind by kind.
    static func list(_ reported: DeclarationStatuses) -> [DeclarationReport] {
        DeclarationKind.allCases.flatMap { reported[$0].map(DeclarationReport.init) }
    }

    private init(_ status: DeclarationStatus) {
        self.init(
            identifier: status.identifier, serverToken: status.serverToken, isActive: status.isActive,
            validity: Validity(rawValue: status.validity.text) ?? .unknown, reasons: status.reasons.map(Reason.init))
    }
}

extension DeclarationReport.Reason {
    /// The description, or what the details say of the error (reference 2.3: `ConfigurationCannotBeApplied` has `Error`).
    fileprivate init(_ reason: StatusReason) {
        let details = reason.details.map { $0["Error"]?.string ?? String(decoding: $0.json(), as: UTF8.self) }
        let text = [reason.description, details].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " - ")
        self.init(code: reason.code, text: text)
    }
}
