import AppleManagement
import DeviceEndpoint
import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Identity
import Logging
import NIOCore
import NIOSSL
import Orchestrator
import Ports
import RatchetCore
import Storage

/// What lets devices in at their listener: its certificate, the authorities that vouch for them, and the one that issues their
/// certificates.
struct DeviceDoor: Sendable {
    let listener: DeviceListener
    /// Nil for plain HTTP: a trial on this machine, or a proxy in front.
    private let certificate: ReloadedCertificate?

    /// - Throws: `StartProblem` for files that can't be used, `SecretBoxError` for an authority that can't be opened.
    init(_ configuration: Configuration, _ runner: StepRunner, _ logger: Logger) async throws {
        certificate = try configuration.devicesTLS.map {
            try ReloadedCertificate(certificate: $0.certificate, key: $0.key, logger: logger)
        }
        if configuration.devicesInsecure {
            logger.warning("devices are believed without proof: for trials on this machine only")
            listener = DeviceListener(identity: InsecureIdentity())
            return
        }
        let own = try await DeviceDoor.authority(configuration, runner)
        let others = try configuration.authorities.map { try PEMFile.certificates($0) } ?? []
        let trusted = try TrustedAuthorities((own.map { [$0.certificate] } ?? []) + others)
        let responder = own.map {
            SCEPResponder(
                authority: $0, acceptsWeakCiphers: configuration.acceptsWeakCiphers,
                validity: configuration.certificateLifetime)
        }
        let isBuiltIn = configuration.settings.enrolment.source == .builtIn
        listener = DeviceListener(
            identity: ProvenIdentity(trusted),
            authority: isBuiltIn ? responder.map { SCEPAuthority($0, trusting: trusted) } : nil,
            proxies: configuration.proxies, isEncrypted: certificate != nil)
    }

    var scheme: String { certificate == nil ? "http" : "https" }

    /// How connections are served. The handshake asks for a client's certificate and takes any and none: whether it is to be
    /// believed is judged where the request is read, because SCEP and enrolment have to be reachable without one, and because a
    /// device is told by an answer why it is not let in.
    func server(_ plain: HTTPServerBuilder) throws -> HTTPServerBuilder {
        guard let certificate else { return plain }
        var settings = certificate.configuration
        settings.certificateVerification = .optionalVerification
        settings.trustRoots = .certificates([])
        return try .tls(
            plain,
            configuration: TLSChannelConfiguration(
                tlsConfiguration: settings,
                customVerificationCallback: { _, promise in promise.succeed(.certificateVerified) }))
    }

    /// The authority of this installation, made when it is needed for the first time; nil where another service issues the
    /// certificates and none was ever made.
    private static func authority(
        _ configuration: Configuration, _ runner: StepRunner
    ) async throws -> DeviceAuthority? {
        if let kept = try await runner.store.read({ store in try store.authority() }) {
            return try opened(kept, runner)
        }
        guard configuration.settings.enrolment.source == .builtIn else { return nil }
        var random = SystemRandomNumberGenerator()
        let now = runner.clock.now()
        let made = try DeviceAuthority.make(
            organisation: configuration.settings.organization, at: now, using: &random)
        let row = AuthorityRow(
            certificate: made.certificate,
            sealedKey: try runner.secrets.seal(made.privateKey, context: SecretPlace.authority))
        return try opened(try await runner.perform(AuthoritySteps.keep(row)), runner)
    }

    private static func opened(_ row: AuthorityRow, _ runner: StepRunner) throws -> DeviceAuthority {
        let key = try runner.secrets.open(row.sealedKey, context: SecretPlace.authority)
        return try DeviceAuthority(certificate: row.certificate, privateKey: key)
    }
}
