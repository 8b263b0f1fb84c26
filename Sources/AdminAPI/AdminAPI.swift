public import Hummingbird
public import Orchestrator

/// The interface for programs under `/api/v1` on the admin listener. `docs/api.md` describes it.
///
/// Nothing is decided here: a route decodes, calls one step of the orchestrator, and encodes what it answers. Sentences
/// are in the language that the request's `Accept-Language` asks for.
public enum AdminAPI {
    /// A router with all routes and the guards before them: host and origin, size and type of bodies, problem details.
    ///
    /// - Parameters:
    ///   - runner: does the steps.
    ///   - lookup: asks the lookup service at once.
    ///   - pushing: pushes to a device at once.
    ///   - hosts: under which names the listener answers besides those of the loopback.
    public static func router(
        runner: StepRunner, lookup: any LookupRefreshing, pushing: any DevicePushing,
        hosts: AllowedHosts = AllowedHosts()
    ) -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: ProblemMiddleware())
        router.add(middleware: HostGuard(hosts: hosts))
        router.add(middleware: BodyGuard())
        let table = RouteTable(router: router)
        DeviceRoutes(runner: runner).add(to: table)
        GroupRoutes(runner: runner).add(to: table)
        PlanRoutes(runner: runner).add(to: table)
        StatusRoutes(runner: runner, lookup: lookup).add(to: table)
        PushRoutes(runner: runner, pushing: pushing).add(to: table)
        EventRoutes(runner: runner, streams: StreamCount()).add(to: table)
        return router
    }
}
