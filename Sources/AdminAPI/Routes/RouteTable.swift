public import HTTPTypes
import Hummingbird
import Orchestrator
public import RatchetCore

/// Decode, call one step, encode.
typealias Handler = @Sendable (Request, AdminContext) async throws -> Response

/// Whom a route is for.
public enum Access: Sendable, Equatable {
    /// Everybody, for a reason.
    case everybody(because: String)
    /// Whoever has signed in, or shows a token, whatever the role.
    case signedIn
    /// Whose role has one of these permissions, and whose token reaches this area.
    case may([Permission], Area)

    /// Which roles reach it.
    public var roles: [Role] {
        switch self {
        case .everybody, .signedIn: Role.allCases
        case .may(let permissions, _): Role.allCases.filter { !$0.permissions.isDisjoint(with: permissions) }
        }
    }

    func check(_ context: AdminContext) throws {
        if case .everybody = self { return }
        let caller = try context.signedIn()
        guard case .may(let permissions, let area) = self else { return }
        guard permissions.contains(where: { caller.rights.allow($0, in: area) }) else {
            throw HTTPProblem.notAllowed(caller)
        }
    }
}

/// A route can be added only together with whom it is for.
struct GuardedRoute {
    let access: Access
    let handler: Handler

    static func reading(_ area: Area, _ handler: @escaping Handler) -> GuardedRoute {
        GuardedRoute(access: .may([.read], area), handler: handler)
    }

    static func acting(_ area: Area, _ handler: @escaping Handler) -> GuardedRoute {
        GuardedRoute(access: .may([.act], area), handler: handler)
    }

    /// What whoever acts and whoever approves may do.
    static func stopping(_ area: Area, _ handler: @escaping Handler) -> GuardedRoute {
        GuardedRoute(access: .may([.act, .approve], area), handler: handler)
    }

    /// What lets happen that others have prepared, or sets a safeguard aside.
    static func approving(_ area: Area, _ handler: @escaping Handler) -> GuardedRoute {
        GuardedRoute(access: .may([.approve], area), handler: handler)
    }

    static func administering(_ area: Area, _ handler: @escaping Handler) -> GuardedRoute {
        GuardedRoute(access: .may([.administer], area), handler: handler)
    }

    static func signedIn(_ handler: @escaping Handler) -> GuardedRoute {
        GuardedRoute(access: .signedIn, handler: handler)
    }

    static func everybody(because reason: String, _ handler: @escaping Handler) -> GuardedRoute {
        GuardedRoute(access: .everybody(because: reason), handler: handler)
    }
}

/// One line of the table of all routes.
public struct RouteEntry: Sendable, Equatable {
    public let method: HTTPRequest.Method
    /// `/api/v1/devices/:device`
    public let path: String
    public let access: Access
}

/// Paths with their methods and whom each is for; every other method of a known path is answered with 405.
final class RouteTable {
    private static let methods: [HTTPRequest.Method] = [.get, .post, .put, .delete, .patch, .options]

    let router: Router<AdminContext>
    private(set) var entries: [RouteEntry] = []

    init(router: Router<AdminContext>) { self.router = router }

    func add(_ path: String, _ routes: [HTTPRequest.Method: GuardedRoute]) {
        let allowed = RouteTable.methods.filter { routes[$0] != nil }
        // Which methods a path takes is told to whom one of them is for.
        let least = allowed.compactMap { routes[$0]?.access }
        for method in RouteTable.methods {
            guard let route = routes[method] else {
                router.on(RouterPath(path), method: method) { _, context -> Response in
                    if !least.contains(where: { if case .everybody = $0 { true } else { false } }) {
                        _ = try context.signedIn()
                    }
                    throw HTTPProblem.methodNotAllowed(allowed)
                }
                continue
            }
            entries.append(RouteEntry(method: method, path: path, access: route.access))
            router.on(RouterPath(path), method: method) { request, context in
                try route.access.check(context)
                return try await route.handler(request, context)
            }
        }
    }
}
