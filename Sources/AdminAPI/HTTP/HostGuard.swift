import HTTPTypes
import Hummingbird

/// Under which names this listener answers: those of the loopback, with any port, and the configured ones.
///
/// A page in somebody's browser can send requests to this machine under a name of its own (DNS rebinding), or from its
/// own site; both are refused.
public struct AllowedHosts: Sendable, Equatable {
    private let names: Set<String>

    /// - Parameter names: further names without ports.
    public init(_ names: [String] = []) {
        self.names = Set(["localhost", "127.0.0.1", "[::1]"] + names.map { $0.lowercased() })
    }

    /// True for `Host: localhost:8080`.
    func allows(host authority: String) -> Bool {
        Authority(authority).map { names.contains($0.name) } ?? false
    }

    /// True for an `Origin` that is this listener's own, as the browser sees it.
    func allows(origin: String, host authority: String) -> Bool {
        for scheme in ["http", "https"] where origin.lowercased().hasPrefix("\(scheme)://") {
            guard let from = Authority(String(origin.dropFirst(scheme.count + 3))), let own = Authority(authority)
            else {
                return false
            }
            let usual = scheme == "https" ? 443 : 80
            return from.name == own.name && (from.port ?? usual) == (own.port ?? usual)
        }
        return false
    }
}

/// A host's name and port, as `Host` and `Origin` have them.
struct Authority: Equatable {
    /// In lower case; an IPv6 address in brackets.
    let name: String
    let port: Int?

    init?(_ text: String) {
        let text = text.lowercased()
        let end =
            text.hasPrefix("[") ? text.firstIndex(of: "]").map { text.index(after: $0) } : text.firstIndex(of: ":")
        name = String(text[..<(end ?? text.endIndex)])
        let rest = end.map { text[$0...] } ?? ""
        if name.isEmpty || name.contains(where: { "/?#@ ".contains($0) }) { return nil }
        if rest.isEmpty {
            port = nil
        } else {
            guard rest.first == ":", let number = Int(rest.dropFirst()), (1...65_535).contains(number) else {
                return nil
            }
            port = number
        }
    }
}

struct HostGuard: RouterMiddleware {
    let hosts: AllowedHosts

    func handle(
        _ request: Request, context: AdminContext,
        next: (Request, AdminContext) async throws -> Response
    ) async throws -> Response {
        guard let host = request.head.authority, hosts.allows(host: host) else {
            throw HTTPProblem.foreignHost(request.head.authority)
        }
        if let origin = request.headers[.origin], !hosts.allows(origin: origin, host: host) {
            throw HTTPProblem.foreignOrigin(origin)
        }
        return try await next(request, context)
    }
}
