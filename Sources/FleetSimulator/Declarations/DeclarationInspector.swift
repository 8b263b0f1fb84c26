import AppleDDM

/// Checks declarations as a device does, with Apple's reason codes.
///
/// | fault | code |
/// |---|---|
/// | a type that the device does not advertise | `Error.UnknownDeclarationType`; a known one: `Error.ConfigurationNotSupported` |
/// | a payload key that the type does not have | `Error.UnknownPayloadKeys` |
/// | a required key is missing or has another type | `Error.ConfigurationCannotBeDeserialized` |
/// | a target or deadline in another form | `Error.ConfigurationIsInvalid` |
/// | a target that is not newer than the system | `Error.ConfigurationCannotBeApplied` |
/// | a configuration that is not there | `Error.MissingConfigurations`, on the activation |
struct DeclarationInspector: Sendable {
    let capabilities: Capabilities
    let installed: InstalledSystem
    /// Answers `@status(name)` in predicates.
    let statusText: @Sendable (String) -> String?

    struct ActivationVerdict: Equatable {
        var isActive: Bool
        var isValid: Bool
        var configurations: [String]
        var reasons: [DeclarationReason]
    }

    /// Everything but what activations say: empty means valid.
    func faults(of declaration: HeldDeclaration) -> [DeclarationReason] {
        if let fault = typeFault(declaration) { return [fault] }
        guard let schema = PayloadSchema.known[declaration.type] else { return [] }
        if let fault = schema.fault(in: declaration.payload) { return [fault] }
        return declaration.type == DeclarationType.enforcement ? enforcementFaults(declaration.payload) : []
    }

    func inspectActivation(_ activation: HeldDeclaration, configurations: Set<String>) -> ActivationVerdict {
        let faults = faults(of: activation)
        guard faults.isEmpty else {
            return ActivationVerdict(isActive: false, isValid: false, configurations: [], reasons: faults)
        }
        let named = (activation.payload["StandardConfigurations"]?.array ?? []).compactMap(\.string)
        switch StatusPredicate(activation.payload["Predicate"]?.string).evaluate(statusText) {
        case .failure(let reason):
            return ActivationVerdict(isActive: false, isValid: false, configurations: [], reasons: [reason])
        case .success(false):
            let reason = DeclarationReason(code: "Info.Predicate", description: "The predicate is false.")
            return ActivationVerdict(isActive: false, isValid: true, configurations: [], reasons: [reason])
        case .success(true):
            break
        }
        let missing = named.filter { !configurations.contains($0) }
        let reasons = missing.isEmpty ? [] : [DeclarationReason.missing(missing)]
        return ActivationVerdict(
            isActive: true, isValid: missing.isEmpty, configurations: named, reasons: reasons)
    }

    /// The enforcement that a checked declaration asks for.
    func enforcement(in declaration: HeldDeclaration) -> Enforcement? {
        let payload = declaration.payload
        guard let version = payload["TargetOSVersion"]?.string.flatMap(OSVersion.init(_:)),
            let deadline = payload["TargetLocalDateTime"]?.string.flatMap(LocalDeadline.init(_:))
        else { return nil }
        return Enforcement(
            identifier: declaration.key.identifier, version: version,
            build: payload["TargetBuildVersion"]?.string, deadline: deadline)
    }

    private func typeFault(_ declaration: HeldDeclaration) -> DeclarationReason? {
        if capabilities.declarationTypes.contains(declaration.type) {
            let label = declaration.type.split(separator: ".").dropFirst(2).first.map(String.init)
            guard label == declaration.key.kind.rawValue else {
                return DeclarationReason(
                    code: "Error.InvalidPayload", description: "The declaration is not of the kind it was listed as.")
            }
            return nil
        }
        if PayloadSchema.known[declaration.type] != nil {
            return DeclarationReason(
                code: "Error.ConfigurationNotSupported",
                description: "Configuration \"\(declaration.type)\" is not supported on this device.")
        }
        return DeclarationReason(
            code: "Error.UnknownDeclarationType", description: "The declaration type is unknown.",
            details: ["Type": declaration.type])
    }

    private func enforcementFaults(_ payload: JSONValue) -> [DeclarationReason] {
        let text = payload["TargetOSVersion"]?.string ?? ""
        guard let target = OSVersion(text), text.contains(".") else {
            return [.invalid("Invalid declaration: target OS version (\(text)) has an invalid format")]
        }
        let deadline = payload["TargetLocalDateTime"]?.string ?? ""
        guard LocalDeadline(deadline) != nil else {
            return [.invalid("Invalid declaration: target local date time (\(deadline)) has an invalid format")]
        }
        if target < installed.version {
            return [
                .cannotApply("target OS version (\(text)) is older than current version (\(installed.version.text))")
            ]
        }
        if target == installed.version, !namesImprovement(payload) {
            return [
                .cannotApply("target OS version (\(text)) is the same as current version (\(installed.version.text))")
            ]
        }
        return []
    }

    /// A Background Security Improvement of the installed release: another build, with a letter at its end.
    private func namesImprovement(_ payload: JSONValue) -> Bool {
        guard let build = payload["TargetBuildVersion"]?.string, build != installed.supplementalBuild else {
            return false
        }
        return build != installed.build && build.last?.isLowercase == true
    }
}

extension DeclarationReason {
    static func invalid(_ text: String) -> DeclarationReason {
        DeclarationReason(
            code: "Error.ConfigurationIsInvalid", description: "[kSUCoreErrorDDMInvalidDeclarationFailure] \(text)")
    }

    static func cannotApply(_ text: String) -> DeclarationReason {
        let error = "[kSUCoreErrorDDMInvalidDeclarationFailure] Invalid declaration: \(text)"
        return DeclarationReason(
            code: "Error.ConfigurationCannotBeApplied", description: "Configuration cannot be applied",
            details: ["Error": error])
    }

    static func missing(_ identifiers: [String]) -> DeclarationReason {
        DeclarationReason(
            code: "Error.MissingConfigurations", description: "Configurations are missing.",
            details: ["Identifiers": identifiers.joined(separator: ",")])
    }
}
