import AppleDDM

/// Why a declaration is refused or has no effect; the codes are Apple's (reference 2.3).
struct DeclarationReason: Equatable, Codable, Sendable {
    let code: String
    let description: String
    var details: [String: String] = [:]
}

/// What the device says of one declaration in `management.declarations`.
struct DeclarationState: Equatable, Sendable {
    let declaration: HeldDeclaration
    var isActive: Bool
    var isValid: Bool
    var reasons: [DeclarationReason]
}

/// An enforcement that is in force and newer than the installed system.
struct Enforcement: Equatable, Sendable {
    let identifier: String
    let version: OSVersion
    let build: String?
    let deadline: LocalDeadline
}

/// The device's judgement of everything it holds: which declarations are valid, which are active, what they ask for.
struct DeclarationReview: Equatable, Sendable {
    private(set) var states: [DeclarationState] = []
    /// Names of status items that active subscriptions ask for, whether the device knows them or not.
    private(set) var subscriptions: Set<String> = []
    private(set) var enforcements: [Enforcement] = []

    init() {}

    init(of declarations: [HeldDeclaration], by inspector: DeclarationInspector) {
        let sorted = declarations.sorted { $0.key < $1.key }
        let identifiers = Set(sorted.filter { $0.key.kind == .configuration }.map(\.key.identifier))
        var activated: Set<String> = []
        for activation in sorted where activation.key.kind == .activation {
            let verdict = inspector.inspectActivation(activation, configurations: identifiers)
            if verdict.isActive { activated.formUnion(verdict.configurations) }
            states.append(
                DeclarationState(
                    declaration: activation, isActive: verdict.isActive, isValid: verdict.isValid,
                    reasons: verdict.reasons))
        }
        for declaration in sorted where declaration.key.kind != .activation {
            let isNamed = activated.contains(declaration.key.identifier)
            review(declaration, isNamed: isNamed, by: inspector)
        }
    }

    private mutating func review(
        _ declaration: HeldDeclaration, isNamed: Bool, by inspector: DeclarationInspector
    ) {
        let reasons = inspector.faults(of: declaration)
        guard reasons.isEmpty else {
            states.append(
                DeclarationState(declaration: declaration, isActive: false, isValid: false, reasons: reasons))
            return
        }
        guard declaration.key.kind == .configuration else {
            states.append(DeclarationState(declaration: declaration, isActive: false, isValid: true, reasons: []))
            return
        }
        guard isNamed else {
            let reason = DeclarationReason(
                code: "Info.NotReferencedByActivation",
                description: "Configuration is not referenced by an activation.")
            states.append(
                DeclarationState(declaration: declaration, isActive: false, isValid: true, reasons: [reason]))
            return
        }
        states.append(DeclarationState(declaration: declaration, isActive: true, isValid: true, reasons: []))
        take(declaration, inspector)
    }

    /// An active configuration has effect.
    private mutating func take(_ declaration: HeldDeclaration, _ inspector: DeclarationInspector) {
        switch declaration.type {
        case DeclarationType.subscriptions:
            let items = declaration.payload["StatusItems"]?.array ?? []
            subscriptions.formUnion(items.compactMap { $0["Name"]?.string })
        case DeclarationType.enforcement:
            if let enforcement = inspector.enforcement(in: declaration) { enforcements.append(enforcement) }
        default:
            break
        }
    }
}
