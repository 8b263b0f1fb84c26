import AppleDDM
import AppleMDM
import AppleManagement
import Foundation
import RatchetCore
import SeededRandom
import Testing

@Suite("The manifest of a device")
struct ManifestBuilderTests {
    private func identifiers(_ manifest: RenderedManifest) -> Set<String> {
        Set(manifest.declarations.map(\.identifier))
    }

    @Test func `the first holds the organisation's name and nothing else, whatever is planned`() throws {
        let first = ManifestIntent(organization: "Example", update: try Samples.update())
        let manifest = try ManifestBuilder.render(first)
        #expect(identifiers(manifest) == [DeclarationIdentifier.organizationInfo])
        #expect(try manifest.token == ManifestBuilder.render(ManifestIntent(organization: "Example")).token)
    }

    @Test func `with capabilities come the subscriptions, with a plan the enforcement, each with its activation`()
        throws
    {
        var intent = ManifestIntent(organization: "Example", capabilities: Samples.everything)
        let idle = try ManifestBuilder.render(intent)
        #expect(
            identifiers(idle) == [
                DeclarationIdentifier.organizationInfo, DeclarationIdentifier.statusSubscriptions,
                DeclarationIdentifier.statusSubscriptionsActivation,
            ])
        intent.update = try Samples.update()
        let enforcing = try ManifestBuilder.render(intent)
        #expect(
            identifiers(enforcing).subtracting(identifiers(idle)) == [
                DeclarationIdentifier.enforcement, DeclarationIdentifier.enforcementActivation,
            ])
    }

    @Test func `the same essence is the same manifest, and another one another`() throws {
        var random = SeededRandom(seed: 5)
        var rendered: [ManifestEssence: RenderedManifest] = [:]
        for _ in 0..<500 {
            let intent = try intent(&random)
            let manifest = try ManifestBuilder.render(intent)
            let known = rendered.updateValue(manifest, forKey: ManifestEssence(intent))
            #expect(known == nil || known == manifest)
        }
        // Only what leaves nothing to render differently may be told apart in vain: an update that can't be declared.
        #expect(Set(rendered.values.map(\.token)).count > rendered.count / 3)
    }

    private func intent(_ random: inout SeededRandom) throws -> ManifestIntent {
        func some(_ words: some Collection<String>) -> Set<String> {
            Set(words.sorted().filter { _ in Int.random(in: 0..<4, using: &random) > 0 } + ["of.no.interest"])
        }
        let types = some(Samples.ourTypes)
        let items = some(Samples.everything.statusItems)
        let versions = ["26.4", "26.4.0", "26.5"]
        return ManifestIntent(
            organization: Bool.random(using: &random) ? "Example" : "Other",
            capabilities: Bool.random(using: &random)
                ? Capabilities(declarationTypes: types, statusItems: items) : nil,
            update: Bool.random(using: &random)
                ? EnforcedUpdate(
                    target: Target(version: try #require(OSVersion(versions[Int.random(in: 0..<3, using: &random)]))),
                    deadline: try #require(LocalDateTime("2026-04-1\(Int.random(in: 0..<3, using: &random))T18:00:00")),
                    detailsURL: nil) : nil)
    }

    @Test func `only status items that the device advertises are subscribed to`() throws {
        let intent = ManifestIntent(
            organization: "Example",
            capabilities: Capabilities(
                declarationTypes: Samples.ourTypes,
                statusItems: ["softwareupdate.install-state", "device.operating-system.version", "account.list.caldav"])
        )
        let declaration = try ManifestBuilder.render(intent).declarations
            .first { $0.identifier == DeclarationIdentifier.statusSubscriptions }
        let payload = try #require(try declaration.map { try JSONValue(json: $0.body) }?["Payload"])
        #expect(
            try StatusSubscriptions(payload: payload).statusItems == [
                "device.operating-system.version", "softwareupdate.install-state",
            ])
    }

    @Test func `the enforcement names version, build and local time as they are`() throws {
        let intent = ManifestIntent(
            organization: "Example", capabilities: Samples.everything,
            update: try Samples.update("26.3.1", build: "25D771280a", url: "https://example.org"))
        let declaration = try ManifestBuilder.render(intent).declarations
            .first { $0.identifier == DeclarationIdentifier.enforcement }
        let payload = try #require(try declaration.map { try JSONValue(json: $0.body) }?["Payload"])
        #expect(
            payload == [
                "TargetOSVersion": "26.3.1", "TargetBuildVersion": "25D771280a",
                "TargetLocalDateTime": "2026-04-10T18:00:00", "DetailsURL": "https://example.org",
            ])
    }

    @Test func `the items list what is in the manifest, with the tokens that are served`() throws {
        let intent = ManifestIntent(
            organization: "Example", capabilities: Samples.everything, update: try Samples.update())
        let manifest = try ManifestBuilder.render(intent)
        let items = try DeclarationItemsResponse(json: manifest.items)
        #expect(items.declarationsToken == manifest.token)
        let listed = items.activations + items.assets + items.configurations + items.management
        #expect(Set(listed.map(\.identifier)) == identifiers(manifest) && listed.count == manifest.declarations.count)
        for declaration in manifest.declarations {
            #expect(listed.first { $0.identifier == declaration.identifier }?.serverToken == declaration.serverToken)
            #expect(try Declaration(json: declaration.body).serverToken == declaration.serverToken)
        }
    }

    @Test func `whatever is wanted, tokens follow the bytes, and nothing is sent that the device does not know`() throws
    {
        var random = SeededRandom(seed: 11)
        var bodies: [String: Data] = [:]
        var tokens: [Data: String] = [:]
        var itemsByToken: [String: Data] = [:]
        for _ in 0..<600 {
            let intent = try Samples.intent(using: &random)
            let manifest = try ManifestBuilder.render(intent)
            #expect(try ManifestBuilder.render(intent) == manifest, "the same intent gives the same bytes")
            for declaration in manifest.declarations {
                #expect(declaration.serverToken.utf8.count <= 64 && declaration.identifier.utf8.count <= 64)
                #expect(bodies[declaration.serverToken, default: declaration.body] == declaration.body)
                #expect(tokens[declaration.body, default: declaration.serverToken] == declaration.serverToken)
                bodies[declaration.serverToken] = declaration.body
                tokens[declaration.body] = declaration.serverToken
            }
            #expect(itemsByToken[manifest.token, default: manifest.items] == manifest.items)
            itemsByToken[manifest.token] = manifest.items
            try check(manifest, intent)
        }
        #expect(Set(itemsByToken.values).count == itemsByToken.count, "another list has another DeclarationsToken")
        #expect(itemsByToken.count > 50)
    }

    private func check(_ manifest: RenderedManifest, _ intent: ManifestIntent) throws {
        #expect(manifest.token.utf8.count <= 256)
        let declarations = try manifest.declarations.map { try Declaration(json: $0.body) }
        let here = Set(declarations.map(\.identifier))
        for declaration in declarations {
            if let capabilities = intent.capabilities {
                #expect(
                    capabilities.declarationTypes.contains(declaration.type), "\(declaration.type) is not advertised")
            }
            if declaration.type == ActivationSimple.type {
                let named = try ActivationSimple(payload: declaration.payload).standardConfigurations
                #expect(here.isSuperset(of: named), "\(declaration.identifier) activates what is not there")
            }
        }
        let active = try declarations.filter { $0.type == ActivationSimple.type }
            .flatMap { try ActivationSimple(payload: $0.payload).standardConfigurations }
        for declaration in declarations where declaration.kind == .configuration {
            #expect(active.contains(declaration.identifier), "\(declaration.identifier) is activated by nothing")
        }
    }

    @Test func `a new deadline is a new server token under the same identifier`() throws {
        var intent = ManifestIntent(
            organization: "Example", capabilities: Samples.everything, update: try Samples.update())
        let before = try ManifestBuilder.render(intent)
        intent.update = try Samples.update(by: "2026-04-11T18:00:00")
        let after = try ManifestBuilder.render(intent)
        #expect(identifiers(before) == identifiers(after) && before.token != after.token)
        let changed = zip(before.declarations, after.declarations).filter { $0.serverToken != $1.serverToken }
        #expect(changed.map(\.0.identifier) == [DeclarationIdentifier.enforcement])
    }

    @Test func `SoftwareUpdateDeviceID is not asked of a system that has forgotten it`() throws {
        #expect(InventoryQueries.queries(for: OSVersion("26.4")).contains(.softwareUpdateDeviceID))
        #expect(InventoryQueries.queries(for: nil).contains(.softwareUpdateDeviceID))
        #expect(!InventoryQueries.queries(for: OSVersion("27.0")).contains(.softwareUpdateDeviceID))
    }
}
