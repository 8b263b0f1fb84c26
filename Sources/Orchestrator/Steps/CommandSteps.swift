public import AppleMDM
import AppleManagement
import Ports
import RatchetCore
public import Storage

/// The command channel (reference 1.4).
public enum CommandSteps {
    /// Takes in what the device says and answers with the next command, or nil for none.
    public static func connect(
        _ report: AppleMDM.DeviceReport, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> StepOutcome<CommandEnvelope?> {
        var call = try DeviceCall.open(report.identity, expiry: .admitted, &store, context)
        if context.caller.isExpired { return try renewOnly(report, &call, &store, context) }
        let isPoll = report.status == .idle
        try take(report, &call, &store, context)
        if isPoll { try askAgain(&call, &store, context) }
        let mayHaveCommands = !isPoll || !call.isQuiet
        let next = mayHaveCommands ? try store.nextCommand(for: call.channel.id, isPoll: isPoll, at: context.now) : nil
        if next == nil, mayHaveCommands || call.mayNeedNoPush { try store.dropNeedlessPush(call.channel.id) }
        return try call.end(try next.flatMap { try envelope($0, call.channel, &store, context) }, &store)
    }

    /// A device whose certificate has expired gets the command that renews it, and may answer that one; nothing else is
    /// delivered, and nothing else that it says counts.
    private static func renewOnly(
        _ report: AppleMDM.DeviceReport, _ call: inout DeviceCall, _ store: inout StoreTransaction,
        _ context: StepContext
    ) throws -> StepOutcome<CommandEnvelope?> {
        let type = InstallProfileCommand.requestType
        if let uuid = report.commandUUID, try store.isCommand(uuid, of: type, for: call.channel.id) {
            try take(report, &call, &store, context)
        }
        let next = try store.nextCommand(
            for: call.channel.id, isPoll: report.status == .idle, only: type, at: context.now)
        return try call.end(try next.flatMap { try envelope($0, call.channel, &store, context) }, &store)
    }

    /// A device that polls and still lacks its manifest, or has not told what it is, is told and asked again: the answer
    /// to an earlier command may have been lost, or worth nothing.
    private static func askAgain(
        _ call: inout DeviceCall, _ store: inout StoreTransaction, _ context: StepContext
    ) throws {
        let channel = call.channel
        if try channel.isBehind && !store.isCommandOpen(DeclarativeManagementCommand.requestType, for: channel.id) {
            try store.queueCommand(
                DeclarativeManagementCommand.requestType, arguments: "[]", id: context.ids.next(), for: channel.id,
                at: context.now)
        }
        guard !channel.isUserChannel, call.contact.mayLackInventory else { return }
        try call.change(&store) { unit, store in
            guard unit.facts.lacksInventory else { return try store.save(unit.facts, of: unit.device.id) }
            if try store.isCommandOpen(DeviceInformationCommand.requestType, for: channel.id) { return }
            let queries = InventoryQueries.queries(for: unit.facts.installed?.value.version).map(\.rawValue)
            try store.queueCommand(
                DeviceInformationCommand.requestType, arguments: EventBody.json(queries), id: context.ids.next(),
                for: channel.id, at: context.now)
        }
    }

    /// Records a result. One that comes twice, or that nobody asked for, changes nothing.
    private static func take(
        _ report: AppleMDM.DeviceReport, _ call: inout DeviceCall, _ store: inout StoreTransaction,
        _ context: StepContext
    ) throws {
        guard let state = CommandState(report.status), let uuid = report.commandUUID else { return }
        let error = report.errorChain.first.map { String($0.summary.prefix(512)) }
        let command = try store.answerCommand(uuid, for: call.channel.id, state, error: error, at: context.now)
        guard let command else { return }
        let isOfDevice = !call.channel.isUserChannel
        try call.change(&store) { unit, store in
            if state == .failed || state == .malformed {
                unit.note(
                    "command.\(state.rawValue)", ["command": uuid, "type": command.requestType, "error": error],
                    actor: "device")
            }
            guard state == .acknowledged, isOfDevice else { return }
            try unit.hear(observations(report, command), Evidence(.commandResult, at: context.now, ref: uuid), &store)
            try unit.settle(&store)
        }
    }

    private static func observations(_ report: AppleMDM.DeviceReport, _ command: CommandRow) -> [Observation] {
        switch command.requestType {
        case DeviceInformationCommand.requestType: report.queryResponses.map { [Observation]($0) } ?? []
        case SecurityInfoCommand.requestType: report.securityInfo.map { [Observation]($0) } ?? []
        case DeviceConfiguredCommand.requestType: [.awaitingConfiguration(false)]
        default: []
        }
    }
}

extension CommandState {
    /// Nil for a poll, and for a word that Apple has not published.
    fileprivate init?(_ status: CommandStatus) {
        switch status {
        case .acknowledged: self = .acknowledged
        case .error: self = .failed
        case .commandFormatError: self = .malformed
        case .notNow: self = .notNow
        case .idle, .unknown: return nil
        }
    }
}

extension CommandSteps {
    /// The command as sent: what one carries is made now, not when it was queued. Nil for one that can't be made any more.
    private static func envelope(
        _ row: CommandRow, _ channel: EnrolmentRow, _ store: inout StoreTransaction, _ context: StepContext
    ) throws -> CommandEnvelope? {
        let command: MDMCommand
        switch row.requestType {
        case DeclarativeManagementCommand.requestType:
            let newest = try store.enrolment(channel.id) ?? channel
            command = .declarativeManagement(DeclarativeManagementCommand(data: Tokens.json(newest)))
        case InstallProfileCommand.requestType:
            guard let renewal = try RenewalSteps.command(for: channel, &store, context) else { return nil }
            command = .installProfile(renewal)
        case DeviceInformationCommand.requestType:
            let queries = EventBody.strings(row.arguments).map(DeviceInformationQuery.init)
            command = .deviceInformation(DeviceInformationCommand(queries: queries))
        case SecurityInfoCommand.requestType: command = .securityInfo(SecurityInfoCommand())
        case DeviceConfiguredCommand.requestType: command = .deviceConfigured(DeviceConfiguredCommand())
        default: command = .unknown(requestType: row.requestType)
        }
        return CommandEnvelope(commandUUID: row.id, command: command)
    }
}

extension ErrorChainEntry {
    /// What a person wants to see of it.
    fileprivate var summary: String {
        let text = usEnglishDescription ?? localizedDescription ?? ""
        return "\(errorDomain ?? "") \(errorCode.map(String.init) ?? "") \(text)"
    }
}
