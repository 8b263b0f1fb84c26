import ApplePush
import DeviceEndpoint
import Foundation
import Notify
import Orchestrator
import Ports
import RatchetCore

/// Everything that an operator sets, read from one YAML file; each key is documented in `ConfigurationKey`.
struct Configuration: Sendable, Equatable {
    /// Where the SQLite file and the keys are; relative to the configuration's folder.
    var data: URL
    var store: StoreChoice
    var admin: HostPort
    /// Names under which the admin listener answers besides those of the loopback.
    var adminHosts: [String]
    /// The admin listener's certificate and key; nil for plain HTTP, on loopback only.
    var tls: CertificateFiles?
    var devices: HostPort
    /// The address that devices use, where it is not the listener's own.
    var devicesPublicURL: String?
    /// The devices listener's certificate and key; nil for plain HTTP.
    var devicesTLS: CertificateFiles?
    /// Whose word is taken about a client's certificate.
    var proxies: TrustedProxies
    /// A PEM file with further authorities for devices' certificates.
    var authorities: URL?
    /// Devices are believed without proof; on loopback only.
    var devicesInsecure: Bool
    /// What profiles are signed with; nil leaves them unsigned.
    var profileSigning: CertificateFiles?
    /// Whether requests for certificates may be sealed with DES or triple DES.
    var acceptsWeakCiphers: Bool
    /// How long the certificates of devices last.
    var certificateLifetime: Duration
    var lookupURL: String
    /// A PEM file with the roots for the lookup service; nil for the system's.
    var lookupRoots: URL?
    /// Where pushes go, and with which certificate.
    var push: PushServiceChoice
    /// Where mail goes; nil where none is sent.
    var mail: MailService?
    /// To whom alarms go where an appliance names nobody.
    var mailTo: [MailAddress]
    /// The folder with a folder for each appliance driver; nil where there is none.
    var drivers: URL?
    /// Why the soak is shorter than the procedure asks for; nil while it is not.
    var soakOverride: String?
    var settings: Settings
    var logLevel: String
}

extension Configuration {
    /// How commands on this machine, or people with a name of it, reach the admin listener.
    func adminURL(port: Int) -> String {
        let loopback = ["0.0.0.0", "::"].contains(admin.host) ? "127.0.0.1" : admin.host
        let host = tls == nil ? loopback : adminHosts.first ?? loopback
        return "\(tls == nil ? "http" : "https")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }
}

/// PEM files of a listener, read again when they change.
struct CertificateFiles: Sendable, Equatable {
    let certificate: URL
    let key: URL
}

enum StoreChoice: Sendable, Equatable {
    case sqlite
    case postgres(url: String)
}

/// A host and port to listen on, or to be found at.
struct HostPort: Sendable, Equatable, CustomStringConvertible {
    let host: String
    /// 0 takes any free port.
    let port: Int

    /// Nil unless it is `host:port`, or `[v6]:port`.
    init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65535).contains(port)
        else { return nil }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard !host.isEmpty, !host.contains(where: \.isWhitespace) else { return nil }
        (self.host, self.port) = (host, port)
    }

    /// Reached from this machine only. A name is not looked up: only `localhost` counts.
    var isLoopback: Bool { host == "localhost" || host == "::1" || HostPort.isLoopbackV4(host) }

    /// True when two listeners could not have these addresses at once.
    func meets(_ other: HostPort) -> Bool {
        let hosts = [host, other.host]
        return port == other.port && port != 0 && (host == other.host || hosts.contains("localhost"))
    }

    var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    private static func isLoopbackV4(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
