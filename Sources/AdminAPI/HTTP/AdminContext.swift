public import Hummingbird
import NIOCore
import Orchestrator

/// What is known of a request on the admin listener.
public struct AdminContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// Where it comes from, without the port; nil where it comes over no network.
    let address: String?
    /// Who sends it; nil for somebody who shows nothing.
    var caller: Caller?
    /// Who the same token stands for now, for an answer that goes on for long.
    var callerNow: (@Sendable () async throws -> Caller?)?

    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        address = source.channel.remoteAddress?.ipAddress
    }

    /// Who sends it, where the route is for those who have signed in.
    func signedIn() throws -> Caller {
        guard let caller else { throw HTTPProblem.signInNeeded }
        return caller
    }
}

extension StepRunner {
    /// The steps of whoever sends a request.
    func of(_ context: AdminContext) throws -> StepRunner { acting(as: try context.signedIn().actor) }
}
