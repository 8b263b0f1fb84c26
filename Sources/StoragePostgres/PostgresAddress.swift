import CPQ
import Foundation
package import Storage

/// Where the database is, checked once, and how every session with it is set up.
package struct PostgresAddress: Sendable {
    private let url: String

    /// Takes a URL such as `postgres://user@host/database`, or libpq's `key=value` form.
    ///
    /// - Throws: `StoreError.unavailable` for what can't be read, without repeating any of it.
    package init(_ url: String) throws(StoreError) {
        try PostgresURL.check(url)
        self.url = url
    }

    /// What libpq is told beside the URL. What comes before `dbname` is a default that the URL overrides.
    private var parameters: [(key: String, value: String)] {
        [
            ("connect_timeout", "5"), ("keepalives_idle", "30"), ("keepalives_interval", "10"),
            ("tcp_user_timeout", "30000"), ("fallback_application_name", "ratchet"), ("dbname", url),
            ("client_encoding", "UTF8"),
        ]
    }

    /// The statements that set a session up. No unit of work may hold others up for long, and an answer means durable
    /// even where the server's default says otherwise.
    static let settings = [
        "SET statement_timeout = 30000",
        "SET lock_timeout = 10000",
        "SET idle_in_transaction_session_timeout = 60000",
        """
        SELECT set_config('synchronous_commit', 'on', false)
        WHERE current_setting('synchronous_commit') = 'off'
        """,
    ]

    /// Connects, blocking.
    func connect() throws(StoreError) -> OpaquePointer {
        let connection = withCStrings(parameters.map(\.key)) { keys in
            withCStrings(parameters.map(\.value)) { values in
                PQconnectdbParams(keys, values, 1)
            }
        }
        guard let connection else { throw StoreError.unavailable("no memory for a connection") }
        guard PQstatus(connection) == CONNECTION_OK else {
            let message = PQerrorMessage(connection).map { String(cString: $0) } ?? ""
            PQfinish(connection)
            throw StoreError.unavailable(PostgresAddress.oneLine(message))
        }
        guard let encoding = PQparameterStatus(connection, "server_encoding"), String(cString: encoding) == "UTF8"
        else {
            PQfinish(connection)
            throw StoreError.corrupt("the database's encoding is not UTF8")
        }
        return connection
    }

    /// libpq's message without the questions that it asks back.
    private static func oneLine(_ message: String) -> String {
        let lines = message.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        return lines.filter { !$0.hasSuffix("?") }.joined(separator: "; ")
    }

    /// Calls `body` with the strings as C has them, and a null at the end.
    private func withCStrings<R>(_ strings: [String], _ body: ([UnsafePointer<CChar>?]) -> R) -> R {
        var octets: [CChar] = []
        var starts: [Int] = []
        for string in strings {
            starts.append(octets.count)
            octets += string.utf8CString
        }
        return octets.withUnsafeBufferPointer { buffer in
            body(starts.map { buffer.baseAddress?.advanced(by: $0) } + [nil])
        }
    }
}
