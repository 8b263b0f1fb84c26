import AppleDDM
import Foundation

/// The values of a device's status items at a moment (reference 4), by dotted name; only items it advertises.
struct StatusValues {
    let device: SimulatedDevice

    var all: [String: JSONValue] {
        let items = Set(device.capabilities.statusItems)
        let everything = inventory.merging(update) { $1 }.merging(management) { $1 }
        return misspelt(everything).filter { items.contains($0.key) }
    }

    /// The items with a text, for predicates.
    var texts: [String: String] {
        inventory.compactMapValues(\.string)
    }

    private var inventory: [String: JSONValue] {
        let (model, system) = (device.model, device.system)
        return [
            "device.identifier.serial-number": .string(device.identity.serialNumber),
            "device.identifier.udid": .string(device.identity.udid),
            "device.model.family": .string(model.family),
            "device.model.identifier": .string(model.productName),
            "device.model.marketing-name": .string(model.marketingName),
            "device.operating-system.build-version": .string(system.build),
            "device.operating-system.family": .string(model.platform.familyName),
            "device.operating-system.marketing-name": .string(model.platform.marketingName(of: system.version)),
            "device.operating-system.supplemental.build-version": .string(system.supplementalBuild),
            "device.operating-system.supplemental.extra-version":
                .string(system.supplementalExtra.filter { $0 != "(" && $0 != ")" }),
            "device.operating-system.version": .string(system.version.text),
            "device.power.battery-health": .string(batteryHealth),
        ]
    }

    /// The same items with values of other types than Apple's schema has, for a device whose system has such a fault.
    private func misspelt(_ values: [String: JSONValue]) -> [String: JSONValue] {
        guard device.traits.hasWrongTypes else { return values }
        var values = values
        values["softwareupdate.pending-version"] = .string(device.update.target?.displayVersion ?? "")
        values["softwareupdate.failure-reason"] = .string("none")
        values["device.power.battery-health"] = .int(1)
        return values
    }

    private var batteryHealth: String {
        let knows = device.model.family == "iPhone" || device.model.platform == .macOS && device.model.isAppleSilicon
        return knows && device.model.hasBattery ? "normal" : "unsupported"
    }

    /// The walk that is reported: a device that skips states reports none before the new version.
    private var walk: UpdateWalk { device.traits.reportsNoStates ? UpdateWalk() : device.update }

    private var update: [String: JSONValue] {
        [
            "softwareupdate.device-id": .string(device.model.feedKey),
            "softwareupdate.install-state": .string(walk.phase.installState),
            "softwareupdate.install-reason": installReason,
            "softwareupdate.pending-version": pendingVersion,
            "softwareupdate.failure-reason": failureReason,
            "softwareupdate.beta-enrollment": "",
        ]
    }

    private var installReason: JSONValue {
        guard let target = walk.target else { return ["reason": []] }
        var reasons: [JSONValue] = ["declaration"]
        if walk.tonight != nil {
            reasons.append("install-tonight")
        } else if walk.userDecided {
            reasons.append("notification")
        }
        return ["reason": .array(reasons), "declaration-id": .string(target.declarationID)]
    }

    private var pendingVersion: JSONValue {
        guard let target = walk.target else { return ["os-version": "", "build-version": ""] }
        return [
            "os-version": .string(target.displayVersion), "build-version": .string(target.supplementalBuild),
            "target-local-date-time": .string(target.deadlineText),
        ]
    }

    private var failureReason: JSONValue {
        guard let failure = walk.failure else { return ["count": 0] }
        return [
            "count": .int(Int64(failure.count)), "reason": .string(failure.reason),
            "timestamp": .string((failure.timestamp + device.clockError).rfc3339),
        ]
    }

    private var management: [String: JSONValue] {
        ["management.client-capabilities": clientCapabilities, "management.declarations": declarations]
    }

    private var clientCapabilities: JSONValue {
        let capabilities = device.capabilities
        return [
            "supported-versions": ["1.0.0"], "supported-features": [:],
            "supported-payloads": [
                "declarations": [
                    "activations": .strings(capabilities.activations), "assets": .strings(capabilities.assets),
                    "configurations": .strings(capabilities.configurations),
                    "management": .strings(capabilities.management),
                ],
                "status-items": .strings(capabilities.statusItems.sorted()),
            ],
        ]
    }

    private var declarations: JSONValue {
        var lists: [String: JSONValue] = [:]
        for (kind, key) in [
            (DeclarationKind.activation, "activations"), (.asset, "assets"), (.configuration, "configurations"),
            (.management, "management"),
        ] {
            lists[key] = .array(device.review.states.filter { $0.declaration.key.kind == kind }.map(\.json))
        }
        return .object(lists)
    }
}

extension JSONValue {
    static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
}

extension DeclarationState {
    fileprivate var json: JSONValue {
        var fields: [String: JSONValue] = [
            "identifier": .string(declaration.key.identifier), "server-token": .string(declaration.serverToken),
            "active": .bool(isActive), "valid": isValid ? "valid" : "invalid",
        ]
        if !reasons.isEmpty { fields["reasons"] = .array(reasons.map(\.json)) }
        return .object(fields)
    }
}

extension DeclarationReason {
    fileprivate var json: JSONValue {
        var fields: [String: JSONValue] = ["code": .string(code), "description": .string(description)]
        if !details.isEmpty { fields["details"] = .object(details.mapValues { .string($0) }) }
        return .object(fields)
    }
}

extension Date {
    /// RFC 3339 in UTC, whole seconds.
    var rfc3339: String { formatted(.iso8601) }
}
