/// How a device that enrols by a profile is managed; a device that is believed without proof has none of it.
struct DeviceManagement: Codable, Equatable, Sendable {
    /// Nothing before it was fetched.
    var profile: HeldProfile?
    /// Nothing before they were issued.
    var credentials: DeviceCredentials?
    /// Shows its certificate in the TLS handshake even where it signs its messages.
    var showsCertificate = false
    /// Waits in its setup assistant until the server has sent DeviceConfigured.
    var awaitsConfiguration = false

    /// One device in so many is enrolled by its setup assistant, and waits there.
    static let setupAssistantShare = 4
}

/// How one message is proven.
struct MessageProof: Sendable {
    /// Signs the body.
    var signer: DeviceCredentials?
    /// Shows its certificate in the handshake.
    var client: DeviceCredentials?

    static let none = MessageProof()
}

extension DeviceManagement {
    /// With what it proves what it says.
    var proof: MessageProof {
        let signs = profile?.signsMessages ?? false
        return MessageProof(
            signer: signs ? credentials : nil, client: showsCertificate || !signs ? credentials : nil)
    }
}
