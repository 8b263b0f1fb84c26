import AppleMDM
import Foundation
import Orchestrator

/// `PUT /mdm/connect`: a poll or a result in, the next command or nothing out.
struct ConnectHandler: Sendable {
    let runner: StepRunner
    let gatekeeper: Gatekeeper

    func answer(_ request: DeviceRequest) async throws -> DeviceAnswer {
        let caller = try await gatekeeper.caller(of: request)
        let report = try DeviceMessageReader.read(AppleMDM.DeviceReport.self, request.body)
        let step = DeviceStep(report)
        return try await runner.perform(weight: step.weight, for: caller, step.run)
    }
}
