public import Hummingbird
public import Orchestrator
public import Ports

/// The routes of the devices listener.
public enum DeviceRouter {
    public static func router(runner: StepRunner, identity: any CallerIdentity) -> Router<BasicRequestContext> {
        let gatekeeper = Gatekeeper(identity: identity)
        let checkIn = CheckInHandler(runner: runner, gatekeeper: gatekeeper)
        let connect = ConnectHandler(runner: runner, gatekeeper: gatekeeper)
        let router = Router()
        router.add(middleware: ProblemMiddleware(runner: runner))
        router.put("/mdm/checkin") { request, _ in
            try await checkIn.answer(try await DeviceRequest.read(request)).response
        }
        router.put("/mdm/connect") { request, _ in
            let request = try await DeviceRequest.read(request)
            return try await (request.isCheckIn ? checkIn.answer(request) : connect.answer(request)).response
        }
        return router
    }
}
