/// The device must advertise the enforcement declaration; older systems don't (reference 3.1, 8).
public struct CapabilityGate: Gate {
    public init() {}

    public func judge(_ device: DeviceFacts) -> GateAnswer {
        guard let capabilities = device.capabilities, !capabilities.value.canEnforceUpdates else { return .open }
        return .no(.enforcementNotSupported, evidence: [capabilities.evidence])
    }
}

/// A Mac must be supervised; other devices need only be enrolled (reference 3.1).
public struct SupervisionGate: Gate {
    public init() {}

    public func judge(_ device: DeviceFacts) -> GateAnswer {
        guard let supervised = device.isSupervised, !supervised.value, device.isMac == true else { return .open }
        return .no(.notSupervised, evidence: [supervised.evidence])
    }
}

/// Nothing is enforced while Setup Assistant waits for its configuration (reference 9, "400/404 during Setup Assistant").
public struct SetupGate: Gate {
    public init() {}

    public func judge(_ device: DeviceFacts) -> GateAnswer {
        device.isAwaitingConfiguration ? .notYet(.awaitingConfiguration) : .open
    }
}
