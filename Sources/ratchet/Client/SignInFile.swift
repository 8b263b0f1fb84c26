import Foundation
import LocalServer

/// Where `ratchet login` keeps sessions, by server: a file of the user's own, which nobody else can read.
struct SignInFile: Sendable {
    let url: URL

    /// `$XDG_CONFIG_HOME/ratchet/sessions.json`, else under `~/.config`; nil where there is no home.
    init?(environment: [String: String]) {
        let configured = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let home = environment["HOME"].flatMap { $0.isEmpty ? nil : "\($0)/.config" }
        guard let folder = configured ?? home else { return nil }
        url = URL(fileURLWithPath: folder).appendingPathComponent("ratchet/sessions.json")
    }

    func token(for server: URL) -> String? { read()[SignInFile.key(server)] }

    /// Keeps a session, or forgets it where there is no token.
    func keep(_ token: String?, for server: URL) throws {
        var sessions = read()
        sessions[SignInFile.key(server)] = token
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        try PrivateFile.write(try encoder.encode(sessions), to: url)
    }

    /// Scheme, host and port of a server; the same for `http://localhost:8080` and `http://127.0.0.1:8080`, which a person
    /// doesn't tell apart.
    static func key(_ server: URL?) -> String {
        guard let server, let scheme = server.scheme?.lowercased(), let host = server.host()?.lowercased() else {
            return ""
        }
        let name = ["localhost", "::1", "[::1]"].contains(host) ? "127.0.0.1" : host
        return "\(scheme)://\(name):\(server.port ?? (scheme == "https" ? 443 : 80))"
    }

    private func read() -> [String: String] {
        guard let bytes = try? Data(contentsOf: url), bytes.count <= 1 << 20 else { return [:] }
        return (try? JSONDecoder().decode([String: String].self, from: bytes)) ?? [:]
    }
}
