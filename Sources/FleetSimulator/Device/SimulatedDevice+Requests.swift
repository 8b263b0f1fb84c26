import AppleDDM
import AppleMDM
import Foundation

extension SimulatedDevice {
    /// The errand as a request; nothing if there is nothing to say after all.
    mutating func send(_ errand: Errand, in surroundings: Surroundings) -> DeviceAction? {
        if let action = procurement(of: errand) { return action }
        guard let request = request(for: errand) else { return nil }
        inFlight = request
        return .send(message(of: request))
    }

    private func request(for errand: Errand) -> DeviceRequest? {
        switch errand {
        case .profile, .certificate, .renewal: return nil
        case .authenticate: return .authenticate
        case .tokenUpdate: return .tokenUpdate
        case .setBootstrapToken: return management?.profile?.takesBootstrapTokens == false ? nil : .setBootstrapToken
        case .getBootstrapToken: return update.phase == .authorising ? .getBootstrapToken : nil
        case .idle: return .connect(report(.idle))
        case .answer(let report): return .connect(report)
        case .tokens: return .tokens
        case .declarationItems: return .declarationItems
        case .fetch(let entry): return .declaration(entry)
        case .repeated(let draft): return .status(draft)
        case .status(let full):
            guard let declarative else { return nil }
            let reporter = StatusReporter(
                values: StatusValues(device: self).all, subscriptions: review.subscriptions,
                namesFullReport: capabilities.hasFullReports)
            return reporter.draft(full: full, declarative).map { .status($0) }
        }
    }

    func message(of request: DeviceRequest) -> DeviceMessage {
        switch request {
        case .authenticate: checkIn(authenticateMessage)
        case .tokenUpdate: checkIn(tokenUpdateMessage)
        case .setBootstrapToken:
            checkIn(SetBootstrapToken(identity: mdmIdentity, bootstrapToken: identity.bootstrapToken.map { Data($0) }))
        case .getBootstrapToken: checkIn(GetBootstrapToken(identity: mdmIdentity))
        case .connect(let report): DeviceMessage(route: .connect, body: report.plist())
        case .tokens: declarative(.tokens)
        case .declarationItems: declarative(.declarationItems)
        case .declaration(let entry): declarative(entry.key.endpoint)
        case .status(let draft): declarative(.status, data: draft.json)
        }
    }

    private func checkIn(_ message: some PlistMessage) -> DeviceMessage {
        DeviceMessage(route: .checkIn, body: message.plist())
    }

    private func declarative(_ endpoint: DeclarativeManagementEndpoint, data: Data? = nil) -> DeviceMessage {
        checkIn(DeclarativeManagement(identity: mdmIdentity, endpoint: endpoint.text, data: data))
    }

    private var authenticateMessage: Authenticate {
        var message = Authenticate(identity: mdmIdentity, topic: identity.topic)
        message.osVersion = system.version.text
        message.buildVersion = system.build
        message.productName = model.productName
        if !traits.isUserEnrolled { message.serialNumber = identity.serialNumber }
        if model.platform == .macOS {
            message.deviceName = identity.deviceName
            message.model = model.productName
            message.modelName = model.marketingName
        }
        return message
    }

    private var tokenUpdateMessage: TokenUpdate {
        var message = TokenUpdate(
            identity: mdmIdentity, topic: identity.topic, token: Data(identity.pushToken),
            pushMagic: identity.pushMagic)
        message.awaitingConfiguration = management?.awaitsConfiguration ?? false
        if model.platform == .macOS { message.notOnConsole = false }
        return message
    }
}
