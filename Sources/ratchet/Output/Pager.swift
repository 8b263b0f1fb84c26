import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Shows what is longer than the terminal through the reader's pager.
enum Pager {
    /// The command line of the pager: that of Ratchet's own variable, else that of all programs, else `less` where it is.
    /// Nil where somebody wants none.
    static func command(environment: [String: String], isInstalled: (String) -> Bool) -> String? {
        let usual = isInstalled("less") ? "less -FRX" : nil
        guard let wanted = environment["RATCHET_PAGER"] ?? environment["PAGER"] ?? usual else { return nil }
        let words = wanted.trimmingCharacters(in: .whitespaces)
        return words.isEmpty || words == "cat" ? nil : words
    }

    /// Runs the pager and waits until its reader has had enough. False if there is none that works; then nothing was shown.
    static func show(_ text: String) throws -> Bool {
        let environment = ProcessInfo.processInfo.environment
        guard let command = command(environment: environment, isInstalled: isInstalled) else { return false }
        // Colours, no paging of what fits, and the text stays on the terminal; who has set it wants something else.
        setenv("LESS", "FRX", 0)
        guard let pipe = popen(command, "w") else { return false }
        // Ctrl-C is the pager's while it runs, and one that ends early has shown enough.
        let before = (interrupt: signal(SIGINT, SIG_IGN), pipe: signal(SIGPIPE, SIG_IGN))
        fputs(text, pipe)
        let status = pclose(pipe)
        signal(SIGINT, before.interrupt)
        signal(SIGPIPE, before.pipe)
        return status >> 8 & 0xFF != Pager.notFound
    }

    /// How a shell says that there is no such command.
    private static let notFound: Int32 = 127

    private static func isInstalled(_ program: String) -> Bool {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return path.split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
    }
}
