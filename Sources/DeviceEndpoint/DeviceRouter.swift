public import Hummingbird
public import Orchestrator
public import Ports

/// The devices listener: what it needs besides the steps.
public struct DeviceListener: Sendable {
    /// Judges who is calling.
    public var identity: any CallerIdentity
    /// Signs the devices' certificates; nil where another service does.
    public var authority: (any CertificateAuthority)?
    /// Whose word is taken about the certificate of a client behind them.
    public var proxies: TrustedProxies
    /// Whether connections come with TLS, and clients are asked for a certificate.
    public var isEncrypted: Bool

    public init(
        identity: any CallerIdentity, authority: (any CertificateAuthority)? = nil, proxies: TrustedProxies = .none,
        isEncrypted: Bool = false
    ) {
        (self.identity, self.authority, self.proxies) = (identity, authority, proxies)
        self.isEncrypted = isEncrypted
    }
}

/// The routes of the devices listener.
public enum DeviceRouter {
    public static func router(runner: StepRunner, _ listener: DeviceListener) -> Router<DeviceRequestContext> {
        let router = Router(context: DeviceRequestContext.self)
        router.add(middleware: ProblemMiddleware(runner: runner))
        addManagement(to: router, runner, listener)
        addEnrolment(to: router, runner)
        if let authority = listener.authority { addCertificates(to: router, runner, authority) }
        return router
    }

    /// What enrolled devices say; each proves who it is.
    private static func addManagement(
        to router: Router<DeviceRequestContext>, _ runner: StepRunner, _ listener: DeviceListener
    ) {
        let gatekeeper = Gatekeeper(identity: listener.identity, clock: runner.clock)
        let checkIn = CheckInHandler(runner: runner, gatekeeper: gatekeeper)
        let connect = ConnectHandler(runner: runner, gatekeeper: gatekeeper)
        let read = { @Sendable (request: Request, context: DeviceRequestContext) in
            try await DeviceRequest.read(request, from: Peer(context.channel, listener))
        }
        router.put("/mdm/checkin") { request, context in
            try await checkIn.answer(try await read(request, context)).response
        }
        router.put("/mdm/connect") { request, context in
            let request = try await read(request, context)
            return try await (request.isCheckIn ? checkIn.answer(request) : connect.answer(request)).response
        }
    }

    /// Certificates, for those who have none yet: the challenge is the proof.
    private static func addCertificates(
        to router: Router<DeviceRequestContext>, _ runner: StepRunner, _ authority: any CertificateAuthority
    ) {
        let handler = SCEPHandler(runner: runner, authority: authority)
        router.get("/scep") { request, _ in try await handler.answer(request) }
        router.post("/scep") { request, _ in try await handler.answer(request) }
    }

    /// Profiles, for those who hold a link: its secret part is the proof.
    private static func addEnrolment(to router: Router<DeviceRequestContext>, _ runner: StepRunner) {
        let handler = EnrolmentLinkHandler(runner: runner)
        router.get("/enroll/:secret") { _, context in try await handler.page(try secret(context)) }
        router.get("/enroll/:secret/profile") { _, context in try await handler.profile(try secret(context)) }
    }

    private static func secret(_ context: DeviceRequestContext) throws -> String {
        let secret = try context.parameters.require("secret")
        return String(secret.prefix(128))
    }
}
