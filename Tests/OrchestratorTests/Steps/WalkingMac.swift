import AppleDDM
import AppleMDM
import Foundation
import Ports
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

/// A Mac, or another device, that says what it is told to say, through the real steps, and remembers what it was given.
actor WalkingMac {
    let house: Installation
    let udid: String
    let model: WalkingModel
    /// As whom it speaks.
    private(set) var caller = DeviceCaller.believed
    private(set) var held: [String: Declaration] = [:]
    /// The token of what it holds; nil before its first sync.
    private(set) var heldToken: String?
    /// The types of the commands that it was sent, in order.
    private(set) var commands: [String] = []

    init(_ house: Installation, _ udid: String = "MAC-1", _ model: WalkingModel = .mac) {
        (self.house, self.udid, self.model) = (house, udid, model)
    }

    nonisolated var identity: EnrolmentIdentity {
        EnrolmentIdentity(device: model.isUserEnrolled ? .enrollmentID(udid) : .udid(udid))
    }
    nonisolated var channel: EnrolmentID { EnrolmentID(stored: udid) }

    /// Holds what another device holds: the same one, as another service left it.
    func take(over other: WalkingMac) async { (held, heldToken) = (await other.held, await other.heldToken) }

    /// Speaks with a certificate from now on.
    func show(_ certificate: CertificateFacts, isExpired: Bool = false) {
        caller = .holder(of: certificate, isExpired: isExpired)
    }

    // Check-in.

    func authenticate(running version: String = "26.3", build: String = "25D125") async throws {
        var message = Authenticate(identity: identity, topic: "com.apple.mgmt.test")
        (message.osVersion, message.buildVersion) = (version, build)
        (message.productName, message.serialNumber) = (model.productName, "SERIAL-\(udid)")
        let sent = message
        (held, heldToken) = ([:], nil)
        try await house.runner.perform(for: caller) { try EnrolmentSteps.authenticate(sent, &$0, $1) }
    }

    func tokenUpdate(_ token: String = "token-1", awaiting: Bool? = nil) async throws {
        var message = TokenUpdate(
            identity: identity, topic: "com.apple.mgmt.test", token: Data(token.utf8), pushMagic: "magic")
        message.awaitingConfiguration = awaiting
        let sent = message
        try await house.runner.perform(for: caller) { try EnrolmentSteps.tokenUpdate(sent, &$0, $1) }
    }

    func checkOut() async throws {
        let message = CheckOut(identity: identity)
        try await house.runner.perform(for: caller) { try EnrolmentSteps.checkOut(message, &$0, $1) }
    }

    func escrow(_ token: String?) async throws {
        let message = SetBootstrapToken(identity: identity, bootstrapToken: token.map { Data($0.utf8) })
        try await house.runner.perform(for: caller) { try BootstrapTokenSteps.set(message, &$0, $1) }
    }

    func fetchBootstrapToken() async throws -> String? {
        let message = GetBootstrapToken(identity: identity)
        let token = try await house.runner.perform(for: caller) { try BootstrapTokenSteps.get(message, &$0, $1) }
        return token.map { String(decoding: $0, as: UTF8.self) }
    }

    // Commands.

    func say(
        _ status: CommandStatus, to uuid: String? = nil, queries: DeviceInformationResponse? = nil,
        security: SecurityInfoResponse? = nil
    ) async throws -> CommandEnvelope? {
        var report = AppleMDM.DeviceReport(identity: identity, status: status, commandUUID: uuid)
        (report.queryResponses, report.securityInfo) = (queries, security)
        let sent = report
        let next = try await house.runner.perform(for: caller) { try CommandSteps.connect(sent, &$0, $1) }
        if let next { commands.append(next.command.requestType) }
        return next
    }

    /// Polls and acknowledges until there is nothing more.
    func answerAll(
        _ inventory: DeviceInformationResponse? = nil, security: SecurityInfoResponse? = nil
    ) async throws {
        var next = try await say(.idle)
        while let command = next {
            let type = command.command.requestType
            next = try await say(
                .acknowledged, to: command.commandUUID,
                queries: type == DeviceInformationCommand.requestType ? inventory ?? model.inventory : nil,
                security: type == SecurityInfoCommand.requestType ? security : nil)
        }
    }

    static func inventory() -> DeviceInformationResponse { WalkingModel.mac.inventory }

    // Declarations.

    func tokens() async throws -> TokensResponse {
        let identity = identity
        return try TokensResponse(
            json: try await house.runner.perform(for: caller) { try DeclarationSteps.tokens(identity, &$0, $1) })
    }

    func items() async throws -> DeclarationItemsResponse {
        let identity = identity
        return try DeclarationItemsResponse(
            json: try await house.runner.perform(for: caller) { try DeclarationSteps.items(identity, &$0, $1) })
    }

    func fetch(_ kind: DeclarationKind, _ identifier: String) async throws -> Declaration {
        let identity = identity
        return try Declaration(
            json: try await house.runner.perform(for: caller) {
                try DeclarationSteps.declaration(kind, identifier, identity, &$0, $1)
            })
    }

    /// Asks for the token and stops where it is the one that it holds; what it does when it is woken, and about daily.
    /// Returns whether it fetched anything.
    @discardableResult
    func heed() async throws -> Bool {
        if try await tokens().declarationsToken == heldToken { return false }
        try await sync()
        return true
    }

    /// Fetches what is new or changed, and drops what is no longer listed.
    func sync() async throws {
        let items = try await items()
        var listed: Set<String> = []
        for kind in DeclarationKind.allCases {
            for item in items[kind] {
                listed.insert(item.identifier)
                if held[item.identifier]?.serverToken != item.serverToken {
                    held[item.identifier] = try await fetch(kind, item.identifier)
                }
            }
        }
        held = held.filter { listed.contains($0.key) }
        heldToken = items.declarationsToken
    }

    // Status.

    /// Reports status items, given as JSON by dotted name.
    func report(_ items: [String: JSONValue], full: Bool = false) async throws {
        let json = StatusReport(items: items, isFullReport: full).json()
        try await report(raw: String(decoding: json, as: UTF8.self))
    }

    func report(raw: String) async throws {
        let (status, identity) = (try ReceivedStatus(body: Data(raw.utf8), request: Data(raw.utf8)), identity)
        try await house.runner.perform(for: caller) { try StatusSteps.receive(status, identity, &$0, $1) }
    }

    func reportCapabilities() async throws {
        try await report(["management.client-capabilities": model.capabilities])
    }

    /// Reports our enforcement, as it is held, to be judged so.
    func judge(valid: String = "valid", active: Bool = true, because text: String? = nil) async throws {
        try await report(["management.declarations": try judgement(valid: valid, active: active, because: text)])
    }

    func judgement(valid: String = "valid", active: Bool = true, because text: String? = nil) throws -> JSONValue {
        let declaration = try #require(held[WalkingMac.enforcement], "it holds an enforcement")
        var entry: [String: JSONValue] = [
            "identifier": .string(declaration.identifier), "server-token": .string(declaration.serverToken),
            "active": .bool(active), "valid": .string(valid),
        ]
        if let text {
            entry["reasons"] = [["code": "Error.ConfigurationCannotBeApplied", "description": .string(text)]]
        }
        return ["configurations": [.object(entry)]]
    }

    static let enforcement = "ratchet.softwareupdate.enforcement"

    /// From nothing to enrolled, with inventory and capabilities told and its first manifests synced.
    func enrol(running version: String = "26.3", build: String = "25D125") async throws {
        try await authenticate(running: version, build: build)
        try await tokenUpdate()
        try await answerAll()
        try await sync()
        try await reportCapabilities()
        try await answerAll()
        try await sync()
    }
}
