import AppleDDM
import Crypto
import Foundation
import RatchetCore

/// Renders what a device's manifest should hold. The same intent always gives the same bytes and tokens.
public enum ManifestBuilder {
    /// - Throws: `DDMCodecError` when a value does not fit its declaration, such as an organisation name that is empty.
    public static func render(_ intent: ManifestIntent) throws -> RenderedManifest {
        let declarations = try declarations(for: intent).map(RenderedDeclaration.init)
        let token = ManifestBuilder.token(of: declarations)
        return RenderedManifest(
            token: token, items: items(declarations, token: token), declarations: declarations)
    }

    private static func declarations(for intent: ManifestIntent) throws -> [Declaration] {
        guard let capabilities = intent.capabilities else { return [organizationInfo(intent)] }
        let concerns = [
            [organizationInfo(intent)], subscriptions(capabilities), try intent.update.map(enforcement) ?? [],
        ]
        // A type that the device does not advertise is never sent (reference 2.3), and an activation not without what it
        // activates.
        return concerns.filter { $0.allSatisfy { capabilities.declarationTypes.contains($0.type) } }.flatMap(\.self)
    }

    private static func organizationInfo(_ intent: ManifestIntent) -> Declaration {
        declaration(DeclarationIdentifier.organizationInfo, OrganizationInfo(name: intent.organization))
    }

    /// Every item that says something about updates and that the device can report (reference 4, last line).
    private static func subscriptions(_ capabilities: Capabilities) -> [Declaration] {
        let items = StatusItemName.forUpdates.map(\.rawValue).filter(capabilities.statusItems.contains)
        if items.isEmpty { return [] }
        return [
            declaration(DeclarationIdentifier.statusSubscriptions, StatusSubscriptions(statusItems: items.sorted())),
            activation(
                DeclarationIdentifier.statusSubscriptionsActivation, of: DeclarationIdentifier.statusSubscriptions),
        ]
    }

    private static func enforcement(_ update: EnforcedUpdate) throws -> [Declaration] {
        let content = try SoftwareUpdateEnforcementSpecific(
            targetOSVersion: update.target.version.text, targetBuildVersion: update.target.build,
            targetLocalDateTime: update.deadline.description, detailsURL: update.detailsURL)
        return [
            declaration(DeclarationIdentifier.enforcement, content),
            activation(DeclarationIdentifier.enforcementActivation, of: DeclarationIdentifier.enforcement),
        ]
    }

    /// One activation per concern, so that one failing configuration can't hold back another (reference 2.2).
    private static func activation(_ identifier: String, of configuration: String) -> Declaration {
        declaration(identifier, ActivationSimple(standardConfigurations: [configuration]))
    }

    private static func declaration(_ identifier: String, _ content: some DeclarationContent) -> Declaration {
        Declaration(identifier: identifier, content: content, serverToken: SHA256Hex.of)
    }

    private static func token(of declarations: [RenderedDeclaration]) -> String {
        let lines = declarations.map { "\($0.kind.rawValue) \($0.identifier) \($0.serverToken)\n" }.sorted()
        return SHA256Hex.of(Data(lines.joined().utf8))
    }

    private static func items(_ declarations: [RenderedDeclaration], token: String) -> Data {
        func list(_ kind: DeclarationKind) -> [DeclarationItemsResponse.Item] {
            declarations.filter { $0.kind == kind }
                .map { DeclarationItemsResponse.Item(identifier: $0.identifier, serverToken: $0.serverToken) }
        }
        return DeclarationItemsResponse(
            declarationsToken: token, activations: list(.activation), assets: list(.asset),
            configurations: list(.configuration), management: list(.management)
        ).json()
    }
}

extension RenderedDeclaration {
    fileprivate init(_ declaration: Declaration) throws {
        try declaration.validate()
        guard let kind = declaration.kind else {
            throw DDMCodecError(.invalidValue("Type"), "the type of \(declaration.identifier) names no kind")
        }
        self.init(
            kind: kind, identifier: declaration.identifier, serverToken: declaration.serverToken,
            body: declaration.json())
    }
}
