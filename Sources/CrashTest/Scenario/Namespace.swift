import Foundation
import LocalServer

/// A mount namespace of this process's own, so that what it mounts is seen by nobody else and gone with it.
public enum Namespace {
    /// Set for the program that was started again inside one.
    private static let mark = "RATCHET_CRASH_TEST_NAMESPACE"

    static let missing = "mounting takes root, or user namespaces, and `unshare` says that neither is allowed here"

    /// Whether this process has one.
    static var isOurs: Bool { ProcessInfo.processInfo.environment[mark] != nil }

    /// Starts this program again in one, with the same arguments. Returns only where that is not allowed.
    public static func enter() {
        guard !isOurs, let program = try? ServerProcess.thisProgram() else { return }
        let rights = getuid() == 0 ? [] : ["--user", "--map-current-user", "--keep-caps"]
        let unshare = ["unshare"] + rights + ["--mount", "--propagation", "private"]
        guard (try? Shell.run(unshare + ["true"])) != nil else { return }
        setenv(mark, "yes", 1)
        var words = (unshare + [program.path] + CommandLine.arguments.dropFirst()).map { strdup($0) }
        words.append(nil)
        execvp("unshare", &words)
        unsetenv(mark)
    }
}
