import Foundation
import Ports

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Looks at what an executable prints while it runs.
struct CallFollower {
    let folder: CallFolder
    let judgement: CallJudgement
    let progress: @Sendable (DriverProgress) -> Void
    private var captured: CapturedOutput
    private var pause = Duration.milliseconds(10)

    init(
        _ call: DriverCall, in folder: CallFolder, progress: @escaping @Sendable (DriverProgress) -> Void
    ) {
        (self.folder, self.progress) = (folder, progress)
        judgement = CallJudgement(verb: call.request.verb, output: folder.url.path)
        captured = CapturedOutput(folder.output)
    }

    /// Reads what has come since the last look.
    mutating func look(isOver: Bool, tells: Bool = true) {
        let news = captured.read(isOver: isOver)
        if tells { news.forEach(progress) }
    }

    /// How long to wait for the next look: shortly at first, since most calls are short, and where there is much to read.
    mutating func nextPause() -> Duration {
        if captured.hasMore { pause = .milliseconds(10) }
        defer { pause = min(pause * 3 / 2, .milliseconds(250)) }
        return pause
    }

    /// Whether it has printed or complained more than is kept.
    var isTooMuch: Bool { !tooLarge.isEmpty }

    /// Throws away what was printed so far, of an executable that must not be ended for printing too much.
    mutating func beginAgain() {
        for file in tooLarge {
            truncate(file.path, 0)
            if file == folder.output { captured.restart() }
        }
    }

    /// Cuts off what is too much of what an executable has left.
    func trim() { for file in tooLarge { truncate(file.path, off_t(AnswerLimits.output)) } }

    private var tooLarge: [URL] {
        [folder.output, folder.errors].filter { CapturedOutput.size($0) > Int64(AnswerLimits.output) }
    }

    func outcome(of end: CallEnd) -> DriverOutcome {
        judgement.outcome(
            of: end, answer: captured.answer, complaint: CapturedOutput.lastLine(of: folder.errors))
    }
}
