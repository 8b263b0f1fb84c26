import AppleDDM
package import AppleMDM
package import Foundation
package import Orchestrator

/// The one step that takes a message, and what the device is answered once it is done: the endpoint's map, without HTTP.
package struct DeviceStep: Sendable {
    /// About how many bytes wait in the queue with it.
    package let weight: Int
    package let run: @Sendable (inout StepStore, StepContext) throws -> StepOutcome<DeviceAnswer>

    private init<Reply: Sendable>(
        weight: Int = 1024, _ step: @escaping @Sendable (inout StepStore, StepContext) throws -> StepOutcome<Reply>,
        _ answer: @escaping @Sendable (Reply) -> DeviceAnswer
    ) {
        self.weight = weight
        run = { store, context in
            let outcome = try step(&store, context)
            return StepOutcome(answer(outcome.reply), wakes: outcome.wakes)
        }
    }

    /// A poll or a result in, the next command or nothing out.
    package init(_ report: AppleMDM.DeviceReport) {
        self.init { store, context in
            try CommandSteps.connect(report, &store, context)
        } _: { next in
            next.map { .plist($0.plist()) } ?? .empty
        }
    }

    /// - Parameter request: the whole body of the HTTP request that the message came in.
    /// - Throws: `DeviceProblem` for a message that this service does not take, or whose content can't be read.
    package init(_ message: CheckInMessage, request: Data) throws(DeviceProblem) {
        switch message {
        case .authenticate(let message):
            self.init {
                try EnrolmentSteps.authenticate(message, &$0, $1)
            } _: {
                .empty
            }
        case .tokenUpdate(let message):
            self.init {
                try EnrolmentSteps.tokenUpdate(message, &$0, $1)
            } _: {
                .empty
            }
        case .checkOut(let message):
            self.init {
                try EnrolmentSteps.checkOut(message, &$0, $1)
            } _: {
                .empty
            }
        case .setBootstrapToken(let message):
            self.init {
                try BootstrapTokenSteps.set(message, &$0, $1)
            } _: {
                .empty
            }
        case .getBootstrapToken(let message):
            self.init {
                try BootstrapTokenSteps.get(message, &$0, $1)
            } _: {
                .plist(GetBootstrapTokenResponse(bootstrapToken: $0).plist())
            }
        case .declarativeManagement(let message):
            try self.init(message, request: request)
        case .userAuthenticate(let message):
            self.init {
                try EnrolmentSteps.userAuthenticate(message, &$0, $1)
            } _: {
                .empty
            }
        case .getToken, .returnToService, .unknown:
            throw DeviceProblem(.notTaken, subject: message.messageType, detail: "not offered by this service")
        }
    }

    private init(_ message: DeclarativeManagement, request: Data) throws(DeviceProblem) {
        let identity = message.identity
        switch DeclarativeManagementEndpoint(message.endpoint) {
        case .tokens:
            self.init {
                try DeclarationSteps.tokens(identity, &$0, $1)
            } _: {
                .json($0)
            }
        case .declarationItems:
            self.init {
                try DeclarationSteps.items(identity, &$0, $1)
            } _: {
                .json($0)
            }
        case .declaration(let kind, let identifier):
            self.init {
                try DeclarationSteps.declaration(kind, identifier, identity, &$0, $1)
            } _: {
                .json($0)
            }
        case .status:
            let status = try ReceivedStatus(body: message.data ?? Data(), request: request)
            self.init(weight: request.count) {
                try StatusSteps.receive(status, identity, &$0, $1)
            } _: {
                .empty
            }
        case .unknown(let endpoint):
            throw DeviceProblem(.notTaken, subject: "DeclarativeManagement", detail: "unknown endpoint \(endpoint)")
        }
    }
}
