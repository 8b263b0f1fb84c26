public import Foundation
public import Ports
public import RatchetCore

/// An appliance driver made of the operator's own executables, one for each verb, in one folder (docs/drivers.md).
///
/// A call is a process with files for its input and output, in a folder of its own under `records`. An install and a restore
/// outlive the server: they run in a session of their own, nobody ends them, and the same call is never begun twice (design
/// rule 2): a second call with its key follows the first one, or says what is known of its end. While one is at work none with another key
/// is begun (D4).
public struct CommandDriver: ApplianceDriver {
    private let verbs: VerbFolder
    private let records: URL
    private let grace: Duration

    /// - Parameters:
    ///   - executables: the operator's folder.
    ///   - records: the folder that has one folder for each appliance, and in it one for each call.
    ///   - grace: how long an executable that is ended may take to end by itself.
    public init(executables: URL, records: URL, grace: Duration = .seconds(5)) {
        (verbs, self.records, self.grace) = (VerbFolder(url: executables), records, grace)
    }

    /// What is wrong with the folder of executables, in sentences for whoever wrote its name into the configuration.
    public var faults: [String] { verbs.faults }

    public func verbs(for appliance: DrivenAppliance) async -> Set<DriverVerb> { verbs.verbs }

    public func perform(
        _ call: DriverCall, on appliance: DrivenAppliance, progress: @escaping @Sendable (DriverProgress) -> Void
    ) async -> DriverOutcome {
        let records = records.appending(path: CallFolder.name(appliance.id.text))
        let begun = CallFolder(of: call, in: records)
        if call.request.verb.isOneShot, begun.isBegun { return await resume(call, in: begun, progress: progress) }
        do {
            return try await start(call, on: appliance, records: records, progress: progress)
        } catch {
            let words = (error as? POSIXError)?.words ?? "\(error)".sentence
            return .notBegun(reason: "the call could not be written below \(records.path): \(words)")
        }
    }

    public func atWork(on appliance: DrivenAppliance) async -> CallAtWork? {
        EarlierCalls(records: records.appending(path: CallFolder.name(appliance.id.text))).atWork()?.call
    }

    public func recall(
        _ call: DriverCall, on appliance: DrivenAppliance, progress: @escaping @Sendable (DriverProgress) -> Void
    ) async -> DriverOutcome {
        let folder = CallFolder(of: call, in: records.appending(path: CallFolder.name(appliance.id.text)))
        guard folder.isBegun else {
            return .lost(reason: "there is no trace of `\(call.request.verb.rawValue)` having begun")
        }
        return await resume(call, in: folder, progress: progress)
    }

    private func start(
        _ call: DriverCall, on appliance: DrivenAppliance, records: URL,
        progress: @escaping @Sendable (DriverProgress) -> Void
    ) async throws -> DriverOutcome {
        let verb = call.request.verb
        let executable: String
        switch verbs.entry(for: verb) {
        case .missing:
            return .notBegun(reason: "there is no executable named `\(verb.rawValue)` in \(verbs.url.path)")
        case .unsafe(let reason): return .notBegun(reason: reason)
        case .executable(let path): executable = path
        }
        let folder = try folder(for: call, in: records)
        let request = try CallRequest(call, on: appliance).encoded()
        let files: CallFiles
        switch try begin(call, in: folder, records: records, request: request) {
        case .new(let opened): files = opened
        case .before: return await resume(call, in: folder, progress: progress)
        case .besides(let earlier):
            folder.remove()
            return .notBegun(
                reason: "`\(earlier.verb.rawValue)` of an earlier call is still at work: \(earlier.words)")
        }
        let ticket = CallTicket()
        Task.detached { [grace] in
            var run = CallRun(
                call, executable: executable, folder: folder, grace: grace, ticket: ticket, progress: progress)
            await run.run(with: files)
        }
        let outcome = await ticket.outcome()
        switch outcome {
        case .answered: if verb.isRepeatedOften { folder.remove() }
        case .notBegun(let reason, _) where verb.isOneShot:
            // It is tried again under other keys, and there is nothing in it.
            folder.remove()
            return .notBegun(reason: reason)
        case .failed, .notBegun, .lost: if !verb.isOneShot { folder.markFailed() }
        }
        return outcome
    }

    private enum Beginning {
        case new(CallFiles)
        /// This very call was begun before, by whomever.
        case before
        /// Another one is at work.
        case besides(CallAtWork)
    }

    /// (D4) Looks whether an earlier call is at work and begins this one, in one piece.
    private func begin(
        _ call: DriverCall, in folder: CallFolder, records: URL, request: Data
    ) throws -> Beginning {
        func open() throws -> Beginning {
            try CallFiles.begin(folder, request: request).map(Beginning.new) ?? .before
        }
        guard call.request.verb.isOneShot else { return try open() }
        let earlier = EarlierCalls(records: records)
        return try earlier.alone {
            if folder.isBegun { return .before }
            if let other = earlier.atWork() { return .besides(other.call) }
            return try open()
        }
    }

    private func folder(for call: DriverCall, in records: URL) throws -> CallFolder {
        if call.request.verb.isOneShot {
            let folder = CallFolder(of: call, in: records)
            try folder.make()
            return folder
        }
        CallFolder.thinOut(call.request.verb, in: records)
        return try CallFolder.makeNew(for: call, in: records)
    }

    /// Follows what was begun before, perhaps by a server that is no more. Nothing is started.
    private func resume(
        _ call: DriverCall, in folder: CallFolder, progress: @escaping @Sendable (DriverProgress) -> Void
    ) async -> DriverOutcome {
        var follower = CallFollower(call, in: folder, progress: progress)
        let limit = ContinuousClock.now + call.timeLimit
        var tells = false
        while folder.readEnd() == nil, !folder.isAbandoned {
            tells = true
            follower.look(isOver: false)
            guard ContinuousClock.now < limit, (try? await Task.sleep(for: follower.nextPause())) != nil else {
                let verb = call.request.verb.rawValue
                return follower.judgement.unknown("`\(verb)` was begun before and is still at work")
            }
        }
        follower.look(isOver: true, tells: tells)
        return follower.outcome(of: folder.readEnd() ?? .unseen)
    }
}
