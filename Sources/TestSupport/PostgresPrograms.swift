public import Foundation

/// Where PostgreSQL's server programs are, and how to run them.
public enum PostgresPrograms {
    /// The directory that has both `initdb` and `postgres`: a package's own, newest first, or one of PATH. Nil where there is
    /// none.
    ///
    /// - Parameters:
    ///   - root: where packages put each version into a folder of its own.
    ///   - path: what PATH says.
    public static func directory(
        root: String = "/usr/lib/postgresql", path: String? = ProcessInfo.processInfo.environment["PATH"]
    ) -> String? {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        let packaged = versions.sorted { $0.compare($1, options: .numeric) == .orderedDescending }
            .map { "\(root)/\($0)/bin" }
        let listed = (path ?? "").split(separator: ":").map(String.init)
        return (packaged + listed).first { has("initdb", $0) && has("postgres", $0) }
    }

    /// PostgreSQL refuses to run as root: who runs it then. Nil for anybody else.
    static func otherUserName() -> String? {
        guard getuid() == 0 else { return nil }
        return ["postgres", "nobody"].first { getpwnam($0) != nil }
    }

    /// The words to put before a program's name to run it as that user.
    static func otherUser() -> [String] {
        guard let name = otherUserName(), let entry = getpwnam(name) else { return [] }
        return ["setpriv", "--reuid=\(name)", "--regid=\(entry.pointee.pw_gid)", "--clear-groups"]
    }

    private static func has(_ program: String, _ directory: String) -> Bool {
        FileManager.default.isExecutableFile(atPath: "\(directory)/\(program)")
    }
}
