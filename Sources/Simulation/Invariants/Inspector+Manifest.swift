import AppleDDM
import Foundation
import Orchestrator
import RatchetCore
import Storage

/// An enforcement declaration as it stands in a manifest.
struct Offer: Equatable {
    let serverToken: String
    let version: String
    let build: String?
    let deadline: String

    var name: String { "\(version) (\(build ?? "any build")) by \(deadline)" }

    init?(_ declaration: JSONValue) {
        guard let token = declaration["ServerToken"]?.string, let payload = declaration["Payload"],
            let version = payload["TargetOSVersion"]?.string, let deadline = payload["TargetLocalDateTime"]?.string
        else { return nil }
        (serverToken, self.version, self.deadline) = (token, version, deadline)
        build = payload["TargetBuildVersion"]?.string
    }
}

/// Which token stood for what, over a whole run: equal things have equal tokens, different things different ones.
struct TokenRegister {
    private var tokenOfContent: [String: String] = [:]
    private var contentOfToken: [String: String] = [:]

    /// Nil when it agrees with everything before.
    mutating func note(_ token: String, _ content: String) -> String? {
        if let other = tokenOfContent[content], other != token { return "\(token) and \(other) stand for \(content)" }
        if let other = contentOfToken[token], other != content { return "\(token) stands for \(other) and \(content)" }
        (tokenOfContent[content], contentOfToken[token]) = (token, content)
        return nil
    }
}

extension Inspector {
    /// Looks at the manifest that a device should have, when it is another one than before.
    func lookAtManifest(
        _ row: DeviceSummary, _ channel: EnrolmentRow, _ known: inout KnownDevice, _ store: inout StoreTransaction
    ) throws {
        guard channel.wantedToken != known.wantedToken else {
            if let offer = known.offer { try requireNewer(offer, row) }
            return
        }
        known.wantedToken = channel.wantedToken
        guard let token = channel.wantedToken else {
            known.offer = nil
            return
        }
        let rows = try store.run(
            """
            SELECT kind, identifier, server_token, body FROM manifest_declaration
            WHERE enrolment_id = $1 AND token = $2 ORDER BY kind, identifier
            """, [.text(channel.id.text), .text(token)])
        var (lines, offer): ([String], Offer?) = ([], nil)
        for declaration in rows {
            let body = try JSONValue(json: try declaration.bytes(3))
            let serverToken = try declaration.text(2)
            try note(body, serverToken)
            lines.append("\(try declaration.text(0))/\(try declaration.text(1)) \(serverToken)")
            if body["Type"]?.string?.hasSuffix("softwareupdate.enforcement.specific") == true { offer = Offer(body) }
        }
        if let problem = tokens.note(token, lines.joined(separator: ", ")) {
            throw Violation(.declarationsTokenFollowsList, problem)
        }
        let before = known.offer
        known.offer = offer
        if let offer {
            try requireNewer(offer, row)
            if offer.serverToken != before?.serverToken { try lookAtOffer(offer, before, row, &store) }
        }
    }

    private func note(_ body: JSONValue, _ serverToken: String) throws {
        var members = body.object ?? [:]
        let named = members.removeValue(forKey: "ServerToken")?.string
        let content = String(decoding: JSONValue.object(members).json(), as: UTF8.self)
        if let problem = tokens.note(serverToken, content) { throw Violation(.serverTokenFollowsBytes, problem) }
        if named != serverToken {
            throw Violation(
                .serverTokenFollowsBytes, "\(content) says \(named ?? "nothing") and is listed as \(serverToken)")
        }
    }

    /// What is declared is newer than what the server knows that the device runs.
    private func requireNewer(_ offer: Offer, _ row: DeviceSummary) throws {
        guard let installed = row.facts.installed?.value, let version = OSVersion(offer.version) else { return }
        let isNewer =
            version > installed.version
            || version == installed.version && offer.build != nil && offer.build != installed.supplementalBuild
        if !isNewer {
            throw Violation(
                .fitsAndNewer, "\(row.identifier) runs \(installed.name) and is told to install \(offer.name)")
        }
    }

    /// A declaration that the device has not been offered before.
    private func lookAtOffer(
        _ offer: Offer, _ before: Offer?, _ row: DeviceSummary, _ store: inout StoreTransaction
    ) throws {
        guard let key = row.facts.feedKey else {
            throw Violation(
                .fitsAndNewer, "\(row.identifier) is told to install \(offer.name), and its model is unknown")
        }
        let fitting = try currentCatalog(&store).enforceableRows(for: key).filter {
            $0.release.version.text == offer.version && $0.release.answers(offer.build)
        }
        guard fitting.contains(where: { !$0.isGone }) else {
            throw Violation(.fitsAndNewer, "\(row.identifier) is a \(key) and is told to install \(offer.name)")
        }
        if let base = fitting.compactMap(\.release.improvement).first, offer.build != nil,
            base.prerequisiteBuild != row.facts.installed?.value.build
        {
            throw Violation(.fitsAndNewer, "\(row.identifier) lacks the base of \(offer.name)")
        }
        let isSameOffer = before.map {
            ($0.version, $0.build, $0.deadline) == (offer.version, offer.build, offer.deadline)
        }
        if isSameOffer != true { try requireNotice(offer, row, &store) }
    }

    private func requireNotice(_ offer: Offer, _ row: DeviceSummary, _ store: inout StoreTransaction) throws {
        guard let enforcement = try store.openEnforcement(of: row.id), let deadline = LocalDateTime(offer.deadline)
        else {
            throw Violation(.oneOpenEnforcement, "\(row.identifier) has a declaration and no enforcement")
        }
        if try store.findPlan(enforcement.plan.text)?.urgentBecause != nil { return }
        // UTC+14 shows the deadline first.
        let earliest = deadline.asUTC - .hours(14)
        if earliest < server.now + server.settings.notice.duration {
            throw Violation(.noticeKept, "\(row.identifier) is offered \(offer.name) at \(server.now)")
        }
    }
}

extension Release {
    /// Whether a declaration that names this build, or none, means this release: without a build it is never a Background
    /// Security Improvement.
    func answers(_ build: String?) -> Bool { build.map { $0 == self.build } ?? (improvement == nil) }
}
