import ArgumentParser
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Where a password comes from: never from an argument, which everybody on the machine could read.
enum PasswordInput {
    /// The password of somebody who has one.
    static func known(_ question: String) throws -> String { try ask("\(question): ") }

    /// A new one, typed twice on a terminal.
    static func new(_ question: String) throws -> String {
        let password = try ask("\(question): ")
        if Terminal.canAsk, try ask("The same once more: ") != password {
            throw CommandFailure(.refused, "The two passwords differ. Nothing was changed.")
        }
        return password
    }

    /// One that nobody has to think of: 100 random bits, in letters and digits that can't be taken for each other.
    static func generated() -> String {
        let letters = Array("abcdefghijkmnpqrstuvwxyz23456789")
        var generator = SystemRandomNumberGenerator()
        let groups = (0..<4).map { _ in String((0..<5).compactMap { _ in letters.randomElement(using: &generator) }) }
        return groups.joined(separator: "-")
    }

    /// On a terminal without showing what is typed; else one line of standard input.
    private static func ask(_ question: String) throws -> String {
        var before = termios()
        let isHidden = Terminal.canAsk && tcgetattr(STDIN_FILENO, &before) == 0
        if isHidden {
            FileHandle.standardError.write(Data(question.utf8))
            var silent = before
            silent.c_lflag &= ~tcflag_t(ECHO)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        }
        defer {
            if isHidden {
                tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
                FileHandle.standardError.write(Data("\n".utf8))
            }
        }
        guard let line = readLine(), !line.isEmpty else {
            throw CommandFailure(.refused, "There is no password on standard input. Give one line, or use a terminal.")
        }
        return line
    }
}

/// How a command gets a new password.
struct NewPasswordOptions: ParsableArguments {
    @Flag(help: "Make a password and print it once, instead of asking for one.")
    var generate = false

    /// - Parameter whose: for the question.
    func password(of whose: String) throws -> String {
        generate ? PasswordInput.generated() : try PasswordInput.new("Password for \(whose)")
    }
}
