import Hummingbird
import Orchestrator
import RatchetCore

/// The keys that secrets are sealed with. No route ever shows a secret.
struct SecretRoutes: Sendable {
    let runner: StepRunner

    func add(to table: RouteTable) {
        table.add("/api/v1/secrets/rotate", [.post: .administering(.secrets, rotate)])
    }

    @Sendable private func rotate(_ request: Request, _ context: AdminContext) async throws -> Response {
        let outcome = try await SecretRotation(try runner.of(context)).run()
        return try JSONAnswer.response(
            RotationResource(resealed: outcome.resealed, unreadable: outcome.unreadable))
    }
}

/// What a change of the key came to.
public struct RotationResource: Codable, Sendable, Equatable {
    /// How many secrets were sealed anew.
    public var resealed: Int
    /// How many no key opens; they were lost before.
    public var unreadable: Int
}
