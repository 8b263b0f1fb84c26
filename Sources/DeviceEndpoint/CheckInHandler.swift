import AppleDDM
import AppleMDM
import Foundation
import Orchestrator

/// `PUT /mdm/checkin`: one message, one step, one answer.
struct CheckInHandler: Sendable {
    let runner: StepRunner
    let gatekeeper: Gatekeeper

    func answer(_ request: DeviceRequest) async throws -> DeviceAnswer {
        let message = try DeviceMessageReader.read(CheckInMessage.self, request.body)
        guard let identity = message.identity else {
            throw DeviceProblem(.notTaken, subject: message.messageType, detail: "unknown message type")
        }
        try await gatekeeper.admit(identity, request)
        return switch message {
        case .authenticate(let message):
            try await taken { store, context in try EnrolmentSteps.authenticate(message, &store, context) }
        case .tokenUpdate(let message):
            try await taken { store, context in try EnrolmentSteps.tokenUpdate(message, &store, context) }
        case .checkOut(let message):
            try await taken { store, context in try EnrolmentSteps.checkOut(message, &store, context) }
        case .setBootstrapToken(let message):
            try await taken { store, context in try BootstrapTokenSteps.set(message, &store, context) }
        case .getBootstrapToken(let message): try await bootstrapToken(message)
        case .declarativeManagement(let message): try await declarativeManagement(message, request)
        case .userAuthenticate:
            throw DeviceProblem(.userNotManaged, subject: message.messageType, detail: "users are not managed")
        case .getToken, .returnToService, .unknown:
            throw DeviceProblem(.notTaken, subject: message.messageType, detail: "not offered by this service")
        }
    }

    private func taken(_ step: @escaping @Sendable (inout StepStore, StepContext) throws -> StepOutcome<Void>)
        async throws -> DeviceAnswer
    {
        try await runner.perform(step)
        return .empty
    }

    private func bootstrapToken(_ message: GetBootstrapToken) async throws -> DeviceAnswer {
        let token = try await runner.perform { store, context in
            try BootstrapTokenSteps.get(message, &store, context)
        }
        return .plist(GetBootstrapTokenResponse(bootstrapToken: token).plist())
    }

    private func declarativeManagement(
        _ message: DeclarativeManagement, _ request: DeviceRequest
    ) async throws -> DeviceAnswer {
        let identity = message.identity
        switch DeclarativeManagementEndpoint(message.endpoint) {
        case .tokens:
            return .json(
                try await runner.perform { store, context in
                    try DeclarationSteps.tokens(identity, &store, context)
                })
        case .declarationItems:
            return .json(
                try await runner.perform { store, context in try DeclarationSteps.items(identity, &store, context) })
        case .declaration(let kind, let identifier):
            return .json(
                try await runner.perform { store, context in
                    try DeclarationSteps.declaration(kind, identifier, identity, &store, context)
                })
        case .status:
            let status = try ReceivedStatus(body: message.data ?? Data(), request: request.body)
            try await runner.perform(weight: request.body.count) { store, context in
                try StatusSteps.receive(status, identity, &store, context)
            }
            return .empty
        case .unknown(let endpoint):
            throw DeviceProblem(.notTaken, subject: "DeclarativeManagement", detail: "unknown endpoint \(endpoint)")
        }
    }
}
