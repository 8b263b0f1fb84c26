public import Hummingbird
public import Orchestrator
public import Ports

/// The routes of the devices listener.
public enum DeviceRouter {
    /// - Parameters:
    ///   - identity: judges who is calling.
    ///   - proxies: whose word is taken about the certificate of a client behind them.
    public static func router(
        runner: StepRunner, identity: any CallerIdentity, proxies: TrustedProxies = .none
    ) -> Router<DeviceRequestContext> {
        let gatekeeper = Gatekeeper(identity: identity, clock: runner.clock)
        let checkIn = CheckInHandler(runner: runner, gatekeeper: gatekeeper)
        let connect = ConnectHandler(runner: runner, gatekeeper: gatekeeper)
        let router = Router(context: DeviceRequestContext.self)
        router.add(middleware: ProblemMiddleware(runner: runner))
        router.put("/mdm/checkin") { request, context in
            let request = try await DeviceRequest.read(request, from: Peer(context.channel, proxies: proxies))
            return try await checkIn.answer(request).response
        }
        router.put("/mdm/connect") { request, context in
            let request = try await DeviceRequest.read(request, from: Peer(context.channel, proxies: proxies))
            return try await (request.isCheckIn ? checkIn.answer(request) : connect.answer(request)).response
        }
        return router
    }
}
