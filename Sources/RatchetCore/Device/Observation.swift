/// One thing that a device said, already read from its message.
public enum Observation: Sendable, Equatable {
    case osVersion(OSVersion)
    case build(String)
    case supplementalBuild(String)
    case supplementalLetter(String)
    case capabilities(Capabilities)
    case supervised(Bool)
    case awaitingConfiguration(Bool)
    case statusFeedKey(FeedKey)
    case queriedFeedKey(FeedKey)
    case passcodePresent(Bool)
    /// GB.
    case availableCapacity(Double)
    case batteryLevel(Double)
    case bootstrapTokenUse(String)
    case bootstrapTokenRequired(Bool)
    case appleSilicon(Bool)
    case productName(String)
    case serialNumber(String)
    case deviceName(String)
    case timeZone(String)
    case installState(InstallState)
    case installReason(InstallReason)
    case pendingVersion(PendingVersion)
    case failure(UpdateFailure)
    case declarations([DeclarationReport])
}

extension DeviceFacts {
    /// Takes one observation in; the newest by order of receipt wins (reference 9, last row but one).
    public mutating func observe(_ observation: Observation, _ evidence: Evidence) {
        switch observation {
        case .osVersion, .build, .supplementalBuild, .supplementalLetter:
            observeSystem(observation, evidence)
        case .capabilities(let value): capabilities = Known(value, evidence)
        case .supervised(let value): isSupervised = Known(value, evidence)
        case .awaitingConfiguration(let value): isAwaitingConfiguration = value
        case .statusFeedKey(let value): statusFeedKey = Known(value, evidence)
        case .queriedFeedKey(let value): queriedFeedKey = Known(value, evidence)
        case .passcodePresent(let value): hasPasscode = Known(value, evidence)
        case .availableCapacity(let value): availableCapacity = Known(value, evidence)
        case .batteryLevel(let value): batteryLevel = Known(value, evidence)
        case .bootstrapTokenUse(let value): bootstrapTokenUse = Known(value, evidence)
        case .bootstrapTokenRequired(let value): bootstrapTokenRequired = Known(value, evidence)
        case .appleSilicon(let value): isAppleSilicon = Known(value, evidence)
        case .productName(let value): productName = value
        case .serialNumber(let value): serialNumber = value
        case .deviceName(let value): name = value
        case .timeZone(let value): timeZone = value
        case .installState(let value): installState = Known(value, evidence)
        case .installReason(let value): installReason = Known(value, evidence)
        case .pendingVersion(let value): pendingVersion = Known(value, evidence)
        case .failure(let value): failure = Known(value, evidence)
        case .declarations(let value): declarations = Known(value, evidence)
        }
    }

    /// A new version without a new build, or the reverse, must not keep the other half of the old system: a version
    /// that changes forgets the build until it is told again.
    private mutating func observeSystem(_ observation: Observation, _ evidence: Evidence) {
        if case .osVersion(let version) = observation {
            if installed?.value.version == version {
                installed?.value.version = version
            } else {
                installed = Known(InstalledOS(version: version), evidence)
            }
            installed?.evidence = evidence
            return
        }
        guard installed != nil else { return }
        switch observation {
        case .build(let build): installed?.value.build = build
        case .supplementalBuild(let build): installed?.value.supplementalBuild = build
        case .supplementalLetter(let letter):
            installed?.value.supplementalLetter = SecurityImprovement.normalised(letter)
        default: return
        }
        installed?.evidence = evidence
    }
}
