import AppleDDM
import AppleMDM
import Foundation

extension SimulatedDevice {
    /// The answer to a poll or a result: the next command, or nothing.
    mutating func connected(
        _ report: DeviceReport, _ reply: DeviceReply?, at now: Date, in surroundings: Surroundings
    ) {
        guard let reply, !reply.body.isEmpty else { return connectionEnded(report, at: now, in: surroundings) }
        if reply.contentType.map(SimulatedDevice.isPlistType) != true {
            alarm("a command came as \(reply.contentType ?? "no type")", at: now)
        }
        commandsTaken += 1
        guard commandsTaken <= SimulatedDevice.mostCommandsPerConnection else {
            alarm("more than \(SimulatedDevice.mostCommandsPerConnection) commands on one connection", at: now)
            return connectionEnded(report, at: now, in: surroundings)
        }
        guard let envelope = try? CommandEnvelope(plist: reply.body) else {
            alarm("a command that is no property list of Apple's form", at: now)
            return connectionEnded(report, at: now, in: surroundings)
        }
        take(envelope, at: now)
    }

    private static func isPlistType(_ type: String) -> Bool {
        let bare = type.split(separator: ";").first.map { $0.lowercased() } ?? ""
        return ["application/xml", "text/xml", "application/x-apple-aspen-mdm"].contains(bare)
    }

    /// A NotNow that nothing followed makes the device come back by itself.
    private mutating func connectionEnded(_ report: DeviceReport, at now: Date, in surroundings: Surroundings) {
        commandsTaken = 0
        guard report.status == .notNow else { return }
        schedulePoll(after: surroundings.durations.notNowRetry, at: now)
    }

    private mutating func take(_ envelope: CommandEnvelope, at now: Date) {
        if traits.saysNotNowFirst, !hasSaidNotNow {
            hasSaidNotNow = true
            errands.insert(.answer(report(.notNow, envelope.commandUUID)), at: 0)
            return
        }
        if case .installProfile(let command) = envelope.command, let held = management?.profile {
            return replaceProfile(held, with: command.payload, envelope.commandUUID)
        }
        if case .deviceConfigured = envelope.command { management?.awaitsConfiguration = false }
        var answer = CommandAnswers(device: self).answer(to: envelope)
        if case .declarativeManagement(let command) = envelope.command {
            if let fault = start(command, at: now) {
                answer.status = .error
                answer.errorChain = [CommandAnswers.error(12_071, fault)]
            }
        }
        errands.insert(.answer(answer), at: 0)
    }

    /// The first such command switches declarative management on; each one makes the device compare tokens.
    private mutating func start(_ command: DeclarativeManagementCommand, at now: Date) -> String? {
        if let data = command.data, (try? TokensResponse(json: data)) == nil {
            alarm("DeclarativeManagement with data that is no tokens response", at: now)
            return "The declaration tokens cannot be read."
        }
        if declarative == nil {
            declarative = DeclarativeState()
            isReviewDue = true
        }
        isStatusDue = true
        askForTokens()
        return nil
    }
}
