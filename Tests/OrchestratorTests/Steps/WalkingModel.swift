import AppleDDM
import AppleMDM

/// What a walking device is, and what it can do.
struct WalkingModel: Sendable {
    var productName = "Mac14,7"
    /// Nil where DeviceInformation does not know the query.
    var feedKey: String? = "J413AP"
    var isSupervised: Bool? = true
    var isUserEnrolled = false
    var canEnforce = true
    var statusItems = ["softwareupdate.install-state", "device.operating-system.version", "passcode.is-present"]

    static let mac = WalkingModel()
    static let phone = WalkingModel(productName: "iPhone17,1", feedKey: nil)

    func with(_ change: (inout WalkingModel) -> Void) -> WalkingModel {
        var model = self
        change(&model)
        return model
    }

    var inventory: DeviceInformationResponse {
        var answer = DeviceInformationResponse()
        (answer.isSupervised, answer.productName, answer.softwareUpdateDeviceID) = (isSupervised, productName, feedKey)
        return answer
    }

    var capabilities: JSONValue {
        var configurations: [JSONValue] = ["com.apple.configuration.management.status-subscriptions"]
        if canEnforce { configurations.append("com.apple.configuration.softwareupdate.enforcement.specific") }
        return [
            "supported-versions": ["1.0.0"], "supported-features": [:],
            "supported-payloads": [
                "declarations": [
                    "activations": ["com.apple.activation.simple"], "assets": [],
                    "configurations": .array(configurations),
                    "management": ["com.apple.management.organization-info"],
                ],
                "status-items": .array(statusItems.map(JSONValue.string)),
            ],
        ]
    }
}
