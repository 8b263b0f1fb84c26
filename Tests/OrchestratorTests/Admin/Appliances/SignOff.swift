import RatchetCore
import TestSupport

@testable import Orchestrator

/// Looks at what somebody says who signs a checkpoint off.
func signOff(_ request: SignRequest, _ verb: DriverVerb) throws { _ = try SignCheck.claim(request, of: verb) }

/// The digest of a staged file as it is kept.
func stagedDigest(_ spelt: String) throws -> String? {
    let claim = try SignCheck.claim(SignRequest(note: "looked", sha256: spelt), of: .stage)
    guard case .staged(let sha256) = claim.outcome else { return nil }
    return sha256
}

extension ApplianceStage {
    /// Looks at every appliance that is to be looked at.
    func look() async throws {
        for work in try await house.runner.perform({ try DeviceWork.appliances.claim(32, &$0, $1) }) {
            try await house.runner.perform { try ApplianceSteps.look(work, &$0, $1) }
        }
    }
}
