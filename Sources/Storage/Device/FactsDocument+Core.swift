import Foundation
import RatchetCore

extension FactsDocument {
    init(_ facts: DeviceFacts) {
        self.init(
            enrolment: facts.enrolment.rawValue, kind: facts.kind.rawValue, productName: facts.productName,
            serialNumber: facts.serialNumber, name: facts.name, timeZone: facts.timeZone,
            awaitingConfiguration: facts.isAwaitingConfiguration,
            tokenEscrowedAt: facts.bootstrapToken.escrowedAt?.microseconds,
            tokenServedAt: facts.bootstrapToken.lastServedAt?.microseconds,
            tokenMissedAt: facts.bootstrapToken.lastMissedAt?.microseconds)
        installed = facts.installed.map { Fact(OS($0.value), $0.evidence) }
        capabilities = facts.capabilities.map { Fact(CapabilitySets($0.value), $0.evidence) }
        supervised = facts.isSupervised.map { Fact($0.value, $0.evidence) }
        statusFeedKey = facts.statusFeedKey.map { Fact($0.value.text, $0.evidence) }
        queriedFeedKey = facts.queriedFeedKey.map { Fact($0.value.text, $0.evidence) }
        passcode = facts.hasPasscode.map { Fact($0.value, $0.evidence) }
        availableCapacity = facts.availableCapacity.map { Fact($0.value, $0.evidence) }
        batteryLevel = facts.batteryLevel.map { Fact($0.value, $0.evidence) }
        bootstrapTokenUse = facts.bootstrapTokenUse.map { Fact($0.value, $0.evidence) }
        bootstrapTokenRequired = facts.bootstrapTokenRequired.map { Fact($0.value, $0.evidence) }
        appleSilicon = facts.isAppleSilicon.map { Fact($0.value, $0.evidence) }
        installState = facts.installState.map { Fact($0.value.text, $0.evidence) }
        installReason = facts.installReason.map {
            Fact(WhyInstalled(reasons: $0.value.reasons, declarationID: $0.value.declarationID), $0.evidence)
        }
        pendingVersion = facts.pendingVersion.map { Fact(Pending($0.value), $0.evidence) }
        failure = facts.failure.map { Fact(Failure($0.value), $0.evidence) }
        declarations = facts.declarations.map { Fact($0.value.map(Judged.init), $0.evidence) }
    }

    func facts() throws(StoreError) -> DeviceFacts {
        guard version == 1, let enrolment = EnrolmentState(rawValue: enrolment),
            let kind = EnrolmentKind(rawValue: kind)
        else { throw StoreError.corrupt("the facts of a device are of an unknown version or state") }
        var facts = DeviceFacts(enrolment: enrolment, kind: kind)
        (facts.productName, facts.serialNumber, facts.name) = (productName, serialNumber, name)
        (facts.timeZone, facts.isAwaitingConfiguration) = (timeZone, awaitingConfiguration)
        facts.bootstrapToken = BootstrapTokenFact(
            escrowedAt: tokenEscrowedAt.map(Instant.init(microseconds:)),
            lastServedAt: tokenServedAt.map(Instant.init(microseconds:)),
            lastMissedAt: tokenMissedAt.map(Instant.init(microseconds:)))
        try readInventory(into: &facts)
        try readUpdateStatus(into: &facts)
        return facts
    }

    private func readInventory(into facts: inout DeviceFacts) throws(StoreError) {
        facts.installed = try installed?.known { os throws(StoreError) in try os.core() }
        facts.capabilities = try capabilities?.known {
            Capabilities(declarationTypes: Set($0.declarations), statusItems: Set($0.statusItems))
        }
        facts.isSupervised = try supervised?.known { $0 }
        facts.statusFeedKey = try statusFeedKey?.known { FeedKey($0) }
        facts.queriedFeedKey = try queriedFeedKey?.known { FeedKey($0) }
        facts.hasPasscode = try passcode?.known { $0 }
        facts.availableCapacity = try availableCapacity?.known { $0 }
        facts.batteryLevel = try batteryLevel?.known { $0 }
        facts.bootstrapTokenUse = try bootstrapTokenUse?.known { $0 }
        facts.bootstrapTokenRequired = try bootstrapTokenRequired?.known { $0 }
        facts.isAppleSilicon = try appleSilicon?.known { $0 }
    }

    private func readUpdateStatus(into facts: inout DeviceFacts) throws(StoreError) {
        facts.installState = try installState?.known { InstallState($0) }
        facts.installReason = try installReason?.known {
            InstallReason(reasons: $0.reasons, declarationID: $0.declarationID)
        }
        facts.pendingVersion = try pendingVersion?.known {
            PendingVersion(version: $0.version, build: $0.build, targetLocalDateTime: $0.targetLocalDateTime)
        }
        facts.failure = try failure?.known {
            UpdateFailure(count: $0.count, reason: $0.reason, timestamp: $0.timestamp)
        }
        facts.declarations = try declarations?.known { $0.map { $0.core } }
    }
}

extension FactsDocument.OS {
    fileprivate init(_ os: InstalledOS) {
        self.init(
            version: os.version.text, build: os.build, supplementalBuild: os.supplementalBuild,
            supplementalLetter: os.supplementalLetter)
    }

    fileprivate func core() throws(StoreError) -> InstalledOS {
        guard let version = OSVersion(version) else { throw StoreError.corrupt("a stored OS version is none") }
        return InstalledOS(
            version: version, build: build, supplementalBuild: supplementalBuild,
            supplementalLetter: supplementalLetter)
    }
}

extension FactsDocument.CapabilitySets {
    fileprivate init(_ capabilities: Capabilities) {
        self.init(
            declarations: capabilities.declarationTypes.sorted(), statusItems: capabilities.statusItems.sorted())
    }
}

extension FactsDocument.Pending {
    fileprivate init(_ pending: PendingVersion) {
        self.init(version: pending.version, build: pending.build, targetLocalDateTime: pending.targetLocalDateTime)
    }
}

extension FactsDocument.Failure {
    fileprivate init(_ failure: UpdateFailure) {
        self.init(count: failure.count, reason: failure.reason, timestamp: failure.timestamp)
    }
}

extension FactsDocument.Judged {
    fileprivate init(_ report: DeclarationReport) {
        self.init(
            identifier: report.identifier, serverToken: report.serverToken, active: report.isActive,
            valid: report.validity.rawValue,
            reasons: report.reasons.map { ReasonDocument(code: $0.code, text: $0.text) })
    }

    fileprivate var core: DeclarationReport {
        DeclarationReport(
            identifier: identifier, serverToken: serverToken, isActive: active,
            validity: DeclarationReport.Validity(rawValue: valid) ?? .unknown,
            reasons: reasons.map { DeclarationReport.Reason(code: $0.code, text: $0.text) })
    }
}
