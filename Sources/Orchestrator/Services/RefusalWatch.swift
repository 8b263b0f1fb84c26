import Ports
import Synchronization

/// The newest answers about tokens: where many are refused, the certificate or the environment is wrong, not the tokens.
struct RefusalWindow {
    private var answers: [Bool] = []
    private var next = 0
    private var refused = 0
    private var hasSpoken = false

    static let size = 100
    /// More than so many of them are spoken of; less than half as many end it, and it may be spoken of again.
    static let many = 20

    /// - Returns: how many of how many, where that should be spoken of now.
    mutating func note(isRefused: Bool) -> (refused: Int, of: Int)? {
        if answers.count < RefusalWindow.size {
            answers.append(isRefused)
        } else {
            if answers[next] { refused -= 1 }
            answers[next] = isRefused
            next = (next + 1) % RefusalWindow.size
        }
        if isRefused { refused += 1 }
        if refused < RefusalWindow.many / 2 { hasSpoken = false }
        guard refused > RefusalWindow.many, !hasSpoken else { return nil }
        hasSpoken = true
        return (refused, answers.count)
    }
}

/// The window of one service's pushes.
final class RefusalWatch: Sendable {
    private let window = Mutex(RefusalWindow())

    /// How many of how many were refused, where somebody should be told now. Only what Apple counts as an error counts:
    /// a device that left (410) is none.
    func note(_ outcome: PushOutcome) -> (refused: Int, of: Int)? {
        switch outcome {
        case .accepted: window.withLock { $0.note(isRefused: false) }
        case .tokenRefused(_, let since): window.withLock { $0.note(isRefused: since == nil) }
        default: nil
        }
    }
}
