import AppleDDM

/// The keys that a declaration type has, from Apple's published schema (2026-06).
struct PayloadSchema: Sendable {
    indirect enum Value: Sendable {
        case string
        case truth
        case integer
        case strings
        case any
        /// A dictionary with keys of its own.
        case dictionary(PayloadSchema)
        /// A list of dictionaries.
        case list(PayloadSchema)
    }

    var required: [String: Value] = [:]
    var optional: [String: Value] = [:]
    /// Any key is allowed.
    var isOpen = false

    func fault(in payload: JSONValue, path: String = "") -> DeclarationReason? {
        guard let object = payload.object else { return .unreadable(path.isEmpty ? "Payload" : path) }
        let unknown = isOpen ? [] : object.keys.filter { required[$0] == nil && optional[$0] == nil }.sorted()
        guard unknown.isEmpty else { return .unknownKeys(unknown.map { path + $0 }) }
        for key in required.keys.sorted() where object[key] == nil {
            return .unreadable(path + key)
        }
        for (key, value) in object.sorted(by: { $0.key < $1.key }) {
            guard let expected = required[key] ?? optional[key] else { continue }
            if let fault = expected.fault(in: value, path: path + key) { return fault }
        }
        return nil
    }
}

extension PayloadSchema.Value {
    fileprivate func fault(in value: JSONValue, path: String) -> DeclarationReason? {
        switch self {
        case .any: return nil
        case .string: return value.string == nil ? .unreadable(path) : nil
        case .truth: return value.bool == nil ? .unreadable(path) : nil
        case .integer: return value.int == nil ? .unreadable(path) : nil
        case .strings:
            guard let array = value.array, array.allSatisfy({ $0.string != nil }) else { return .unreadable(path) }
            return nil
        case .dictionary(let schema): return schema.fault(in: value, path: path + ".")
        case .list(let schema):
            guard let array = value.array else { return .unreadable(path) }
            return array.lazy.compactMap { schema.fault(in: $0, path: path + ".") }.first
        }
    }
}

extension DeclarationReason {
    fileprivate static func unreadable(_ path: String) -> DeclarationReason {
        DeclarationReason(
            code: "Error.ConfigurationCannotBeDeserialized",
            description: "A required key is missing, or has a value of another type.", details: ["Key": path])
    }

    fileprivate static func unknownKeys(_ keys: [String]) -> DeclarationReason {
        DeclarationReason(
            code: "Error.UnknownPayloadKeys", description: "The payload has unknown keys.",
            details: ["UnknownPayloadKeys": keys.joined(separator: ",")])
    }
}

extension PayloadSchema {
    /// The types that a server of software updates sends. Others that a device advertises are taken as they are.
    static let known: [String: PayloadSchema] = [
        DeclarationType.activation: PayloadSchema(
            required: ["StandardConfigurations": .strings], optional: ["Predicate": .string]),
        DeclarationType.subscriptions: PayloadSchema(
            required: ["StatusItems": .list(PayloadSchema(required: ["Name": .string]))]),
        DeclarationType.enforcement: PayloadSchema(
            required: ["TargetOSVersion": .string, "TargetLocalDateTime": .string],
            optional: ["TargetBuildVersion": .string, "DetailsURL": .string]),
        "com.apple.configuration.softwareupdate.settings": settings,
        "com.apple.management.organization-info": PayloadSchema(
            required: ["Name": .string],
            optional: [
                "Email": .string, "URL": .string,
                "Proof": .dictionary(PayloadSchema(optional: ["IdentityToken": .string])),
            ]),
        "com.apple.management.properties": PayloadSchema(isOpen: true),
        "com.apple.management.server-capabilities": PayloadSchema(
            required: ["Version": .string, "SupportedFeatures": .dictionary(PayloadSchema(isOpen: true))]),
    ]

    private static let program = PayloadSchema(required: ["Description": .string, "Token": .string])

    private static let settings = PayloadSchema(optional: [
        "Notifications": .truth,
        "Deferrals": .dictionary(
            PayloadSchema(optional: [
                "CombinedPeriodInDays": .integer, "MajorPeriodInDays": .integer, "MinorPeriodInDays": .integer,
                "SystemPeriodInDays": .integer,
            ])),
        "RecommendedCadence": .string,
        "AutomaticActions": .dictionary(
            PayloadSchema(optional: [
                "Download": .string, "InstallOSUpdates": .string, "InstallSecurityUpdate": .string,
            ])),
        "RapidSecurityResponse": .dictionary(
            PayloadSchema(optional: ["Enable": .truth, "EnableRollback": .truth])),
        "AllowStandardUserOSUpdates": .truth,
        "Beta": .dictionary(
            PayloadSchema(optional: [
                "ProgramEnrollment": .string, "OfferPrograms": .list(program), "RequireProgram": .dictionary(program),
            ])),
    ])
}
