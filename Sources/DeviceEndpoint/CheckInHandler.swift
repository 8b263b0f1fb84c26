import AppleMDM
import Foundation
import Orchestrator

/// `PUT /mdm/checkin`: one message, one step, one answer.
struct CheckInHandler: Sendable {
    let runner: StepRunner
    let gatekeeper: Gatekeeper

    func answer(_ request: DeviceRequest) async throws -> DeviceAnswer {
        let caller = try await gatekeeper.caller(of: request)
        let message = try DeviceMessageReader.read(CheckInMessage.self, request.body)
        guard message.identity != nil else {
            throw DeviceProblem(.notTaken, subject: message.messageType, detail: "unknown message type")
        }
        let step = try DeviceStep(message, request: request.body)
        return try await runner.perform(weight: step.weight, for: caller, step.run)
    }
}
