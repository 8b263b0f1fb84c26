import Foundation
import Ports
import RatchetCore
import Subprocess
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// One executable from its start to its end, watched by a task that nobody cancels.
///
/// What is done once is never ended from here: not at its time limit, not when the server stops, not when the waiting task is
/// cancelled. Its outcome is then lost for whoever waits, and its end is still written down.
struct CallRun {
    let call: DriverCall
    let executable: String
    let ticket: CallTicket
    let grace: Duration
    private var follower: CallFollower
    private var isStarted = false
    /// Why it was ended from here.
    private var brokenOff: String?

    init(
        _ call: DriverCall, executable: String, folder: CallFolder, grace: Duration, ticket: CallTicket,
        progress: @escaping @Sendable (DriverProgress) -> Void
    ) {
        (self.call, self.executable, self.ticket, self.grace) = (call, executable, ticket, grace)
        follower = CallFollower(call, in: folder, progress: progress)
    }

    /// Starts it, and returns when it has ended.
    mutating func run(with files: CallFiles) async {
        let end = await end(with: files)
        follower.look(isOver: true, tells: !ticket.isSettled)
        follower.trim()
        // Of what nobody could watch only its output tells.
        if end != .unseen || follower.folder.isAbandoned { try? follower.folder.writeEnd(end) }
        ticket.settle(brokenOff.map(follower.judgement.unknown) ?? follower.outcome(of: end))
    }

    private mutating func end(with files: CallFiles) async -> CallEnd {
        do {
            let result = try await Subprocess.run(
                .path(FilePath(executable)), environment: environment,
                workingDirectory: FilePath(follower.folder.work.path), platformOptions: options,
                input: .fileDescriptor(files.input, closeAfterSpawningProcess: true),
                output: .fileDescriptor(files.output, closeAfterSpawningProcess: true),
                error: .fileDescriptor(files.errors, closeAfterSpawningProcess: true)
            ) { await watch($0) }
            switch result.terminationStatus {
            case .exited(let code): return .exited(code)
            case .signaled(let signal): return .signalled(signal)
            }
        } catch {
            guard !isStarted, let error = error as? SubprocessError, CallRun.beforeStart.contains(error.code) else {
                return .unseen
            }
            return .notStarted("\(error)".sentence)
        }
    }

    /// After any other fault it may have been started.
    private static let beforeStart: Set<SubprocessError.Code> = [
        .spawnFailed, .executableNotFound, .failedToChangeWorkingDirectory,
    ]

    /// A session of its own: what ends the server's terminal or its process group does not end it.
    private var options: PlatformOptions {
        var options = PlatformOptions()
        options.createSession = true
        return options
    }

    /// Nothing of the server's own environment, which may have secrets in it.
    private var environment: Environment {
        let work = follower.folder.work.path
        return .custom([
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "HOME": work,
            "TMPDIR": work,
        ])
    }

    private mutating func watch<Input, Output, Failure>(_ execution: Execution<Input, Output, Failure>) async {
        isStarted = true
        follower.folder.writeProcess(execution.processIdentifier.value)
        let limit = ContinuousClock.now + call.timeLimit
        while !hasEnded(execution.processIdentifier) {
            follower.look(isOver: false, tells: !ticket.isSettled)
            if let reason = reasonToStop(after: limit) {
                guard call.request.verb.isOneShot else { return await end(execution, because: reason) }
                ticket.settle(follower.judgement.unknown("\(reason); it was not ended and may still be at work"))
            }
            if follower.isTooMuch { follower.beginAgain() }
            try? await Task.sleep(for: follower.nextPause())
        }
    }

    private func reasonToStop(after limit: ContinuousClock.Instant) -> String? {
        let verb = call.request.verb
        if ticket.isCancelled { return "Ratchet stopped before `\(verb.rawValue)` had ended" }
        if ContinuousClock.now >= limit {
            return "`\(verb.rawValue)` had not ended within its time limit of \(call.timeLimit.inWords)"
        }
        if !verb.isOneShot, follower.isTooMuch {
            return "`\(verb.rawValue)` printed more than \(AnswerLimits.output >> 20) MiB"
        }
        return nil
    }

    /// Ends it and whatever it has started: TERM, then KILL. Its id is nobody else's until this returns.
    private mutating func end<Input, Output, Failure>(
        _ execution: Execution<Input, Output, Failure>, because reason: String
    ) async {
        brokenOff = "\(reason), and was ended"
        await execution.teardown(
            using: [.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: grace)])
        try? execution.send(signal: .kill, toProcessGroup: true)
    }

    /// Whether it has ended, and waits to be asked how.
    private func hasEnded(_ process: ProcessIdentifier) -> Bool {
        var facts = siginfo_t()
        let answer = waitid(P_PID, id_t(process.value), &facts, WEXITED | WNOHANG | WNOWAIT)
        return answer != 0 ? errno != EINTR : facts.si_signo == SIGCHLD
    }
}

extension Duration {
    /// `90 s`, `45 min`: roughly, for a sentence.
    var inWords: String {
        let seconds = self / .seconds(1)
        return seconds < 180 ? "\(Int(seconds.rounded(.up))) s" : "\(Int((seconds / 60).rounded())) min"
    }
}
