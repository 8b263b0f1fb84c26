import AppleDDM
import AppleMDM
import FleetSimulator
import Foundation
import RatchetCore
import Storage

extension Inspector {
    /// The server has answered a message; whether the device hears of it is another matter.
    func answered(
        _ message: HandDrivenDevice.Message, of device: HandDrivenDevice, runningThen version: String,
        with reply: SimulatedServer.Reply
    ) throws {
        if [401, 403].contains(reply.status) {
            throw Violation(.neverUnenrolled, "\(reply.status) to \(message.name) of \(device.udid)")
        }
        if let fault = server.fault, reply.status != 503 {
            throw Violation(.noInternalFault, "\(reply.status) to \(message.name) of \(device.udid): \(fault)")
        }
        var known = devices[device.udid] ?? KnownDevice()
        if message.name.hasPrefix("declaration/") { try served(message, reply, known) }
        if reply.status == 200 { try taken(message, device, version, reply, &known) }
        devices[device.udid] = known
        try look(at: device.udid)
    }

    private func taken(
        _ message: HandDrivenDevice.Message, _ device: HandDrivenDevice, _ version: String,
        _ reply: SimulatedServer.Reply, _ known: inout KnownDevice
    ) throws {
        if known.testified != version, known.testified.flatMap(OSVersion.init).map({ $0 < version }) ?? true {
            (known.testified, known.testimony) = (version, [])
        }
        if Testimony.canCome(with: message.name), known.testified == version {
            known.testimony.append(Testimony(name: message.name, body: message.body))
        }
        switch message.name {
        case "Authenticate": (known.shown, known.secret) = (nil, nil)
        case "SetBootstrapToken": known.secret = device.bootstrapToken
        case "GetBootstrapToken": try requireSecret(known.secret, device, reply)
        case "status": known.reportsAcknowledged += 1
        case "declaration-items": known.shown = try listed(reply)
        default: break
        }
    }

    private func listed(_ reply: SimulatedServer.Reply) throws -> [String: String] {
        let response = try DeclarationItemsResponse(json: reply.body)
        var (shown, lines): ([String: String], [String]) = ([:], [])
        for kind in DeclarationKind.allCases {
            for item in response[kind] { shown["\(kind.rawValue)/\(item.identifier)"] = item.serverToken }
        }
        lines = shown.map { "\($0.key) \($0.value)" }.sorted()
        if let problem = tokens.note(response.declarationsToken, lines.joined(separator: ", ")) {
            throw Violation(.declarationsTokenFollowsList, problem)
        }
        return shown
    }

    private func served(
        _ message: HandDrivenDevice.Message, _ reply: SimulatedServer.Reply, _ known: KnownDevice
    ) throws {
        let key = String(message.name.dropFirst("declaration/".count))
        let named = known.shown?[key]
        if reply.status == 404, let named {
            throw Violation(.servedFromAdvertised, "404 to \(key), which was listed as \(named)")
        }
        guard reply.status == 200 else { return }
        let token = try JSONValue(json: reply.body)["ServerToken"]?.string
        if token != named {
            throw Violation(
                .servedFromAdvertised, "\(key) was listed as \(named ?? "nothing") and served as \(token ?? "nothing")")
        }
    }

    private func requireSecret(
        _ secret: Data?, _ device: HandDrivenDevice, _ reply: SimulatedServer.Reply
    ) throws {
        let token = reply.body.isEmpty ? nil : try GetBootstrapTokenResponse(plist: reply.body).bootstrapToken
        if let secret, token != secret {
            throw Violation(.secretsKept, "\(device.udid) gave its bootstrap token and does not get it back")
        }
    }
}

extension OSVersion {
    fileprivate static func < (left: OSVersion, right: String) -> Bool { OSVersion(right).map { left < $0 } ?? false }
}
