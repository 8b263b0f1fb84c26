public import Hummingbird
public import Orchestrator

/// What the routes of the admin listener call.
public struct AdminServices: Sendable {
    /// Does the steps.
    public var runner: StepRunner
    /// Asks the lookup service at once.
    public var lookup: any LookupRefreshing
    /// Pushes to a device at once.
    public var pushing: any DevicePushing
    /// Knows who is asking.
    public var people: People
    /// The names of the appliances' drivers that the configuration has.
    public var drivers: [String]
    /// Reads release graphs and calendars.
    public var files: FileReading

    public init(
        runner: StepRunner, lookup: any LookupRefreshing, pushing: any DevicePushing, people: People,
        drivers: [String], files: FileReading
    ) {
        (self.runner, self.lookup, self.pushing, self.people) = (runner, lookup, pushing, people)
        (self.drivers, self.files) = (drivers, files)
    }
}

/// The interface for programs under `/api/v1` on the admin listener. `docs/api.md` describes it, `docs/people.md` whom each
/// route is for.
///
/// Nothing is decided here: a route decodes, calls one step of the orchestrator, and encodes what it answers. Sentences
/// are in the language that the request's `Accept-Language` asks for.
public enum AdminAPI {
    /// A router with all routes and the guards before them: host and origin, who is asking, size and type of bodies, problem
    /// details.
    ///
    /// - Parameters:
    ///   - services: what the routes call.
    ///   - hosts: under which names the listener answers besides those of the loopback.
    ///   - isSecure: whether it is reached over TLS.
    public static func router(
        _ services: AdminServices, hosts: AllowedHosts = AllowedHosts(), isSecure: Bool = false
    ) -> Router<AdminContext> {
        table(services, hosts, SessionCookie(isSecure: isSecure)).router
    }

    /// Every route, and whom it is for.
    public static func routes(_ services: AdminServices) -> [RouteEntry] {
        table(services, AllowedHosts(), SessionCookie(isSecure: false)).entries
    }

    private static func table(
        _ services: AdminServices, _ hosts: AllowedHosts, _ cookie: SessionCookie
    ) -> RouteTable {
        let (runner, people) = (services.runner, services.people)
        let router = Router(context: AdminContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: ProblemMiddleware())
        router.add(middleware: HostGuard(hosts: hosts))
        router.add(middleware: Door(people: people, cookie: cookie))
        router.add(middleware: BodyGuard())
        let table = RouteTable(router: router)
        DeviceRoutes(runner: runner).add(to: table)
        GroupRoutes(runner: runner).add(to: table)
        PlanRoutes(runner: runner).add(to: table)
        ApplianceRoutes(runner: runner, drivers: services.drivers).add(to: table)
        UpgradeRoutes(runner: runner).add(to: table)
        PackageRoutes(runner: runner, files: services.files).add(to: table)
        CalendarRoutes(runner: runner, files: services.files).add(to: table)
        CheckpointRoutes(runner: runner).add(to: table)
        StandstillRoutes(runner: runner).add(to: table)
        SecretRoutes(runner: runner).add(to: table)
        EnrolmentRoutes(runner: runner).add(to: table)
        StatusRoutes(runner: runner, lookup: services.lookup).add(to: table)
        PushRoutes(runner: runner, pushing: services.pushing).add(to: table)
        EventRoutes(runner: runner, streams: StreamCount()).add(to: table)
        SignInRoutes(people: people, cookie: cookie).add(to: table)
        UserRoutes(people: people).add(to: table)
        TokenRoutes(people: people).add(to: table)
        AuditRoutes(runner: runner).add(to: table)
        SetupRoutes(people: people).add(to: table)
        return table
    }
}
