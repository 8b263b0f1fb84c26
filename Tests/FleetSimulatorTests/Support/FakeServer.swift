import AppleDDM
import AppleMDM
import Foundation

@testable import FleetSimulator

/// A server as small as it can be: it answers by Apple's protocol from a list of declarations and a queue of commands,
/// and keeps what it was told.
struct FakeServer {
    var declarations: [Declaration] = []
    var commands: [CommandEnvelope] = []
    /// Endpoint and message names in the order they came.
    var requests: [String] = []
    var reports: [JSONValue] = []
    var results: [DeviceReport] = []
    var bootstrapToken: Data?
    /// Answers instead of the server, once or for ever; by request name.
    var instead: [String: [DeviceReply]] = [:]
    /// Declarations that are in the manifest but not on the server.
    var lost: Set<String> = []
    private var commandNumber = 0

    /// Tokens follow the bytes.
    var token: String {
        declarations.map { "\($0.type)=\($0.identifier)=\($0.serverToken)" }.sorted().joined(separator: ";").hashed
    }

    mutating func declare(_ type: String, _ identifier: String, _ payload: JSONValue) {
        declarations.removeAll { $0.identifier == identifier }
        let text = String(decoding: payload.jsonBytes(), as: UTF8.self)
        declarations.append(
            Declaration(type: type, identifier: identifier, serverToken: text.hashed, payload: payload))
    }

    mutating func order(_ command: MDMCommand) {
        commandNumber += 1
        commands.append(CommandEnvelope(commandUUID: "C\(commandNumber)", command: command))
    }

    mutating func orderSync() {
        order(.declarativeManagement(.init(data: tokens.json())))
    }

    private var tokens: TokensResponse { TokensResponse(declarationsToken: token, unixSeconds: 1_764_000_000) }

    mutating func answer(_ message: DeviceMessage) -> DeviceReply {
        switch message.route {
        case .connect: connect(message.body)
        case .checkIn: checkIn(message.body)
        }
    }

    private mutating func connect(_ body: Data) -> DeviceReply {
        guard let report = try? DeviceReport(plist: body) else { return DeviceReply(status: 400) }
        requests.append(report.status.text)
        if let reply = override(report.status.text) { return reply }
        if report.status != .idle {
            results.append(report)
            if report.status.isFinal { commands.removeAll { $0.commandUUID == report.commandUUID } }
        }
        guard report.status != .notNow, let next = commands.first else { return DeviceReply(status: 200) }
        return .plist(next.plist())
    }

    private mutating func checkIn(_ body: Data) -> DeviceReply {
        guard let message = try? CheckInMessage(plist: body) else { return DeviceReply(status: 400) }
        let name = FakeServer.name(of: message)
        requests.append(name)
        if let reply = override(name) { return reply }
        switch message {
        case .setBootstrapToken(let message): bootstrapToken = message.tokenToStore
        case .getBootstrapToken:
            return .plist(GetBootstrapTokenResponse(bootstrapToken: bootstrapToken).plist())
        case .declarativeManagement(let message): return declarative(message)
        default: break
        }
        return DeviceReply(status: 200)
    }

    private mutating func declarative(_ message: DeclarativeManagement) -> DeviceReply {
        switch DeclarativeManagementEndpoint(message.endpoint) {
        case .tokens: return .json(tokens.json())
        case .declarationItems: return .json(manifest.json())
        case .declaration(_, let identifier):
            let found = declarations.first { $0.identifier == identifier && !lost.contains(identifier) }
            return found.map { .json($0.json()) } ?? DeviceReply(status: 404)
        case .status:
            if let report = try? JSONValue(json: message.data ?? Data()) { reports.append(report) }
            return DeviceReply(status: 200)
        case .unknown: return DeviceReply(status: 400)
        }
    }

    private var manifest: DeclarationItemsResponse {
        var response = DeclarationItemsResponse(declarationsToken: token)
        for declaration in declarations {
            guard let kind = declaration.kind else { continue }
            response[kind].append(.init(identifier: declaration.identifier, serverToken: declaration.serverToken))
        }
        return response
    }

    private mutating func override(_ name: String) -> DeviceReply? {
        guard let reply = instead[name]?.first else { return nil }
        instead[name]?.removeFirst()
        return reply
    }

    private static func name(of message: CheckInMessage) -> String {
        if case .declarativeManagement(let message) = message { return message.endpoint }
        return message.messageType
    }
}

extension DeviceReply {
    static func plist(_ body: Data) -> DeviceReply {
        DeviceReply(status: 200, contentType: "application/xml; charset=UTF-8", body: body)
    }

    static func json(_ body: Data) -> DeviceReply {
        DeviceReply(status: 200, contentType: "application/json", body: body)
    }
}

extension String {
    fileprivate var hashed: String { LookupService.tag(of: Data(utf8)).filter(\.isHexDigit) }
}
