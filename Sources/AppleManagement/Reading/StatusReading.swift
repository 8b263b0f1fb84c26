public import AppleDDM
public import RatchetCore

/// A status item whose value could not be taken.
public struct UnreadableItem: Sendable, Equatable {
    /// The dotted name.
    public let name: String
    public let problem: String
}

/// What a status report says, in the core's words.
public struct ReadStatus: Sendable, Equatable {
    public var observations: [Observation] = []
    public var unreadable: [UnreadableItem] = []

    /// The parts of the update's status that the report speaks of in a way that could not be read.
    public var unreadableParts: Set<UpdateStatusPart> {
        let parts: [StatusItemName: UpdateStatusPart] = [
            .installState: .installState, .installReason: .installReason, .pendingVersion: .pendingVersion,
            .failureReason: .failure, .declarations: .declarations,
        ]
        return Set(unreadable.compactMap { StatusItemName(rawValue: $0.name).flatMap { parts[$0] } })
    }
}

extension ReadStatus {
    /// Reads a report whose items have been merged with what was known (reference 2.3, 4). An item of a wrong type is
    /// noted and leaves the others alone.
    public init(_ report: StatusReport) {
        readSystem(report)
        readManagement(report)
        readSoftwareUpdate(report)
        readDevice(report)
    }

    private mutating func readSystem(_ report: StatusReport) {
        // The version comes first: a version that changes forgets the build, which then must not be forgotten again.
        text(.osVersion, report) { text in OSVersion(text).map(Observation.osVersion) }
        text(.osBuildVersion, report) { $0.isEmpty ? nil : .build($0) }
        text(.osSupplementalBuildVersion, report) { $0.isEmpty ? nil : .supplementalBuild($0) }
        text(.osSupplementalExtraVersion, report) { .supplementalLetter($0) }
    }

    private mutating func readManagement(_ report: StatusReport) {
        item(ClientCapabilities.self, report) { .capabilities(Capabilities($0)) }
        item(DeclarationStatuses.self, report) { .declarations(DeclarationReport.list($0)) }
        text(.mdmEnrollmentType, report) { text in
            switch text {
            case "supervised": .supervised(true)
            case "device", "user", "none": .supervised(false)
            default: nil
            }
        }
        truth(.mdmIsAwaitingConfiguration, report) { .awaitingConfiguration($0) }
        truth(.passcodeIsPresent, report) { .passcodePresent($0) }
    }

    private mutating func readSoftwareUpdate(_ report: StatusReport) {
        text(.softwareUpdateDeviceID, report) { $0.isEmpty ? nil : .statusFeedKey(FeedKey($0)) }
        item(AppleDDM.PendingVersion.self, report) { .pendingVersion(RatchetCore.PendingVersion($0)) }
        item(AppleDDM.InstallReason.self, report) { .installReason(RatchetCore.InstallReason($0)) }
        item(FailureReason.self, report) { .failure(UpdateFailure($0)) }
        item(AppleDDM.InstallState.self, report) { .installState(RatchetCore.InstallState($0.text)) }
    }

    private mutating func readDevice(_ report: StatusReport) {
        text(.modelIdentifier, report) { $0.isEmpty ? nil : .productName($0) }
        text(.serialNumber, report) { $0.isEmpty ? nil : .serialNumber($0) }
    }

    private mutating func item<Item: StatusItemValue>(
        _ type: Item.Type, _ report: StatusReport, _ observe: (Item) -> Observation?
    ) {
        take(Item.itemName, report.reading(of: type), observe)
    }

    private mutating func text(
        _ name: StatusItemName, _ report: StatusReport, _ observe: (String) -> Observation?
    ) {
        take(name, report.text(name), observe)
    }

    private mutating func truth(
        _ name: StatusItemName, _ report: StatusReport, _ observe: (Bool) -> Observation?
    ) {
        guard let value = report[name] else { return }
        take(name, value.bool.map { .value($0) } ?? .unreadable(reason: "no boolean: \(value.kind)"), observe)
    }

    private mutating func take<Value>(
        _ name: StatusItemName, _ reading: StatusReading<Value>?, _ observe: (Value) -> Observation?
    ) {
        switch reading {
        case nil: break
        case .unreadable(let reason): unreadable.append(UnreadableItem(name: name.rawValue, problem: reason))
        case .value(let value):
            if let observation = observe(value) {
                observations.append(observation)
            } else {
                unreadable.append(UnreadableItem(name: name.rawValue, problem: "a value that means nothing here"))
            }
        }
    }
}
