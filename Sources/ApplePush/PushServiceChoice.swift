public import Foundation

/// Which push service pushes go to (reference 1.5).
public enum PushEnvironment: String, Sendable, CaseIterable {
    case production
    case development

    /// Apple's host for it.
    public var url: String {
        switch self {
        case .production: "https://api.push.apple.com"
        case .development: "https://api.sandbox.push.apple.com"
        }
    }
}

/// Where pushes go, whom to trust there, and with what we show who we are.
public struct PushServiceChoice: Sendable, Equatable {
    /// Such as `https://api.push.apple.com`, without a slash at its end.
    public let url: String
    /// The PEM file with the certificate, and the key too where `key` is nil. Nil only for a stand-in on the loopback.
    public let certificate: URL?
    /// The PEM file with the certificate's private key.
    public let key: URL?
    /// A PEM file with the roots trusted instead of the system's; for stand-ins.
    public let roots: URL?

    public init(url: String, certificate: URL? = nil, key: URL? = nil, roots: URL? = nil) {
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
        (self.certificate, self.key, self.roots) = (certificate, key, roots)
    }

    /// APNs is spoken over TLS; without it only a stand-in on this machine can be meant.
    public var isEncrypted: Bool { url.lowercased().hasPrefix("https://") }
}
