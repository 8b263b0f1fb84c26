import Foundation
import Storage
import StoragePostgres
import Synchronization

/// A PostgreSQL server for the tests of one process: made on first use, gone when the process is. Where it can't be had the
/// tests that need it fail: none is skipped, so that nobody takes half of the tests for all.
///
/// It listens on a socket in a temporary directory only. A shell watches over it: when the tests' end of a pipe closes,
/// however they ended, it stops the server and removes the directory.
public final class ThrowawayPostgres: Sendable {
    /// What keeps the server from being used.
    public struct Unavailable: Error, CustomStringConvertible {
        /// What to do about it.
        public let description: String
    }

    /// Makes an empty database and returns its URL.
    public static func database() throws -> String {
        try shared.get().makeDatabase().url
    }

    /// An empty database whose owner must say a password.
    public struct Guarded: Sendable {
        /// Its name, and that of its owner.
        public let name: String
        /// The directory of the server's socket.
        public let host: String

        /// The URL of somebody who says this password, in the form that a URL takes.
        public func url(password: String) -> String { "postgres://\(name):\(password)@/\(name)?host=\(host)" }
    }

    /// Makes a database that only its owner can use, with this password: letters, digits and what needs no escaping in SQL.
    public static func database(password: String) throws -> Guarded {
        let server = try shared.get()
        let name = try server.makeDatabase().name
        try server.run("CREATE ROLE \(name) LOGIN PASSWORD '\(password)' IN ROLE with_password")
        try server.run("ALTER DATABASE \(name) OWNER TO \(name)")
        return Guarded(name: name, host: server.directory.path)
    }

    /// Ends the server on the spot, as `pg_ctl stop -m immediate` does: connections break, and nothing is put in order.
    public static func crash() throws {
        let server = try shared.get()
        try server.tell("crash")
        while server.answers { Thread.sleep(forTimeInterval: 0.005) }
    }

    /// Starts the server after a crash, and waits until it has recovered.
    public static func restart() throws {
        let server = try shared.get()
        try server.tell("start")
        try server.waitUntilReady()
    }

    /// Lets the server's directory stay when this process ends, and says where it is.
    public static func keep() throws -> String {
        let server = try shared.get()
        try server.tell("keep")
        return server.directory.path
    }

    private static let shared = Result { try ThrowawayPostgres(isDurable: false) }

    /// One that writes to the disk what it has committed, as an operator's does: for measuring, not for tests.
    public static let durable = Result { try ThrowawayPostgres(isDurable: true) }

    private let directory: URL
    private let lifeline: Pipe
    private let watchdog = Process()
    private let count = Mutex(0)

    private init(isDurable: Bool) throws {
        guard let programs = PostgresPrograms.directory() else {
            throw Unavailable(description: "PostgreSQL is not installed; `make test` installs it")
        }
        directory = try Self.makeDirectory()
        lifeline = Pipe()
        watchdog.executableURL = URL(filePath: "/bin/sh")
        watchdog.arguments =
            [
                "-c", Self.script, "watchdog", directory.path, programs, isDurable ? "on" : "off",
            ] + PostgresPrograms.otherUser()
        watchdog.standardInput = lifeline
        try watchdog.run()
        try waitUntilReady()
        try run("CREATE ROLE with_password")
    }

    private static let script = """
        trap : INT TERM
        directory=$1; programs=$2; durable=$3; keep=no; shift 3
        user="$*"
        start() {
            $user "$programs/postgres" -D "$directory/data" -k "$directory" -c "fsync=$durable" -c listen_addresses= \
                -c max_connections=400 -c deadlock_timeout=10ms >>"$directory/log" 2>&1 </dev/null &
            server=$!
        }
        $user "$programs/initdb" -D "$directory/data" -U postgres -A trust -E UTF8 --no-locale --no-sync \
            >"$directory/log" 2>&1 || exit 1
        $user sed -i '1i local all +with_password scram-sha-256' "$directory/data/pg_hba.conf"
        start
        while read -r word; do
            case $word in
            crash) kill -QUIT "$server"; wait "$server" ;;
            start) start ;;
            keep) keep=yes ;;
            esac
        done
        kill -INT "$server"
        wait "$server"
        [ "$keep" = yes ] || rm -rf "$directory"
        """

    /// A socket's path may have about a hundred characters, so this is not where TMPDIR points to.
    private static func makeDirectory() throws -> URL {
        let directory = URL(filePath: "/tmp/pg-\(UUID().uuidString.prefix(8))")
        var attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
        if let user = PostgresPrograms.otherUserName() { attributes[.ownerAccountName] = user }
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
        try FileManager.default.setAttributes(attributes, ofItemAtPath: directory.path)
        return directory
    }

    private func url(_ database: String) -> String {
        "postgresql:///\(database)?host=\(directory.path)&user=postgres"
    }

    /// Tries to connect until the server answers. The server has no other way to say that it is ready.
    private func waitUntilReady() throws {
        let deadline = ContinuousClock.now + .seconds(120)
        while ContinuousClock.now < deadline, watchdog.isRunning {
            if answers { return }
            Thread.sleep(forTimeInterval: 0.02)
        }
        let log = try? String(contentsOf: directory.appending(path: "log"), encoding: .utf8)
        throw Unavailable(description: "PostgreSQL does not start: \(log ?? "no log")")
    }

    private var answers: Bool { (try? PostgresDriver(PostgresAddress(url("postgres")))) != nil }

    private func tell(_ word: String) throws {
        try lifeline.fileHandleForWriting.write(contentsOf: Data("\(word)\n".utf8))
    }

    /// The process whose children do the server's work.
    public func pid() throws -> Int32 {
        let file = try String(contentsOf: directory.appending(path: "data/postmaster.pid"), encoding: .utf8)
        guard let pid = file.split(separator: "\n").first.flatMap({ Int32($0) }) else {
            throw Unavailable(description: "PostgreSQL's postmaster.pid is not of a known shape")
        }
        return pid
    }

    /// Makes an empty database.
    public func makeDatabase() throws -> (name: String, url: String) {
        try count.withLock { count in
            count += 1
            let name = "t\(count)"
            try run("CREATE DATABASE \(name) TEMPLATE template0")
            return (name, url(name))
        }
    }

    private func run(_ statement: String) throws {
        try PostgresDriver(PostgresAddress(url("postgres"))).execute(statement)
    }
}
