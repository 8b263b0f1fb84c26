import AppleMDM
import Orchestrator

/// One key of the configuration: its dotted name in the YAML file, what it means, and what it is when nobody sets it.
///
/// The environment variable of a key is `RATCHET_` and its name in capitals with `_` for each dot: `admin.listen` is
/// `RATCHET_ADMIN_LISTEN`. It wins over the file. `docs/configuration.md` lists the same keys, and a test compares.
enum ConfigurationKey: String, CaseIterable {
    case data
    case store
    case organization
    case adminListen = "admin.listen"
    case adminHosts = "admin.hosts"
    case adminCertificate = "admin.certificate"
    case adminKey = "admin.key"
    case devicesListen = "devices.listen"
    case devicesPublicURL = "devices.publicURL"
    case devicesCertificate = "devices.certificate"
    case devicesKey = "devices.key"
    case devicesProxies = "devices.proxies"
    case devicesAuthorities = "devices.authorities"
    case devicesInsecure = "devices.insecure"
    case enrollRights = "enroll.accessRights"
    case enrollSCEP = "enroll.scep"
    case enrollSCEPChallenge = "enroll.scepChallenge"
    case enrollACME = "enroll.acme"
    case enrollSigningCertificate = "enroll.signingCertificate"
    case enrollSigningKey = "enroll.signingKey"
    case enrollWeakCiphers = "enroll.weakCiphers"
    case enrollChallengeLifetime = "enroll.challengeLifetime"
    case enrollConfigurationLimit = "enroll.configurationLimit"
    case enrollTrial = "enroll.trial"
    case certificateLifetime = "certificates.lifetime"
    case certificateRenewal = "certificates.renewBefore"
    case certificateRetry = "certificates.retry"
    case certificatesAtOnce = "certificates.atOnce"
    case lookupURL = "lookup.url"
    case lookupInterval = "lookup.interval"
    case lookupRoots = "lookup.roots"
    case pushEnvironment = "push.environment"
    case pushURL = "push.url"
    case pushCertificate = "push.certificate"
    case pushKey = "push.key"
    case pushRoots = "push.roots"
    case pushPerSecond = "push.perSecond"
    case pushSchedule = "push.schedule"
    case pushRetry = "push.retry"
    case mailServer = "mail.server"
    case mailFrom = "mail.from"
    case mailUser = "mail.user"
    case mailPasswordFile = "mail.passwordFile"
    case mailRoots = "mail.roots"
    case planNotice = "plan.minimumNotice"
    case reconcileInterval = "reconcile.interval"
    case unreachableAfter = "enforcement.unreachableAfter"
    case pastDueGrace = "enforcement.pastDueGrace"
    case installationSilence = "enforcement.installationSilence"
    case stallAfter = "enforcement.stallAfter"
    case failuresUntilBlocked = "enforcement.failuresUntilBlocked"
    case failingUntilBlocked = "enforcement.failingUntilBlocked"
    case reportRetention = "reports.retention"
    case logLevel = "log.level"

    var environmentVariable: String {
        "RATCHET_" + rawValue.replacing(".", with: "_").uppercased()
    }

    /// Nil where leaving the key out means "none".
    var fallback: String? {
        switch self {
        case .data: "./ratchet-data"
        case .store: "sqlite"
        case .organization: "Ratchet"
        case .adminListen: "127.0.0.1:8080"
        case .adminHosts, .adminCertificate, .adminKey: nil
        case .devicesListen: "127.0.0.1:8443"
        case .devicesPublicURL, .devicesCertificate, .devicesKey, .devicesProxies, .devicesAuthorities: nil
        case .devicesInsecure, .enrollWeakCiphers, .enrollTrial: "false"
        case .enrollRights: String(EnrolmentSettings.needed.rawValue)
        case .enrollSCEP, .enrollSCEPChallenge, .enrollACME, .enrollSigningCertificate, .enrollSigningKey: nil
        case .enrollChallengeLifetime: "24h"
        case .enrollConfigurationLimit: "10m"
        case .certificateLifetime: "365d"
        case .certificateRenewal: "180d"
        case .certificateRetry: "24h"
        case .certificatesAtOnce: "50"
        case .lookupURL: "https://gdmf.apple.com/v2/pmv"
        case .lookupInterval: "24h"
        case .lookupRoots: nil
        case .pushEnvironment: "production"
        case .pushURL, .pushCertificate, .pushKey, .pushRoots: nil
        case .pushPerSecond: "1000"
        case .pushSchedule: "4h, 12h, 24h"
        case .pushRetry: "15m"
        case .mailServer, .mailFrom, .mailUser, .mailPasswordFile, .mailRoots: nil
        case .planNotice: "72h"
        case .reconcileInterval: "10m"
        case .unreachableAfter: "7d"
        case .pastDueGrace: "2h"
        case .installationSilence: "4h"
        case .stallAfter: "24h"
        case .failuresUntilBlocked: "5"
        case .failingUntilBlocked: "72h"
        case .reportRetention: "90d"
        case .logLevel: "info"
        }
    }

    var meaning: String {
        switch self {
        case .data: "folder of the SQLite file and the keys, relative to the configuration's folder"
        case .store: "sqlite, or postgres://user@host/database"
        case .organization: "shown on devices as who manages them"
        case .adminListen: "address of the API; beyond loopback only with a certificate"
        case .adminHosts: "names under which it answers besides localhost, with commas between"
        case .adminCertificate: "PEM file with its certificate and what issued it, read again when it changes"
        case .adminKey: "PEM file with the certificate's key"
        case .devicesListen: "address for devices"
        case .devicesPublicURL: "how devices reach the devices listener: in profiles, for good"
        case .devicesCertificate: "PEM file with the certificate of the devices listener, and what issued it after it"
        case .devicesKey: "PEM file with the private key of that certificate, not encrypted"
        case .devicesProxies: "addresses and ranges whose Client-Cert field (RFC 9440) is believed"
        case .devicesAuthorities: "PEM file with further authorities whose certificates devices may have"
        case .enrollRights: "what profiles let the service do: a sum of powers of two; may become fewer, never more"
        case .enrollSCEP: "another SCEP service for the devices' certificates, instead of the built-in one"
        case .enrollSCEPChallenge: "the challenge that the other SCEP service wants of every device"
        case .enrollACME: "directory of an ACME service for the devices' certificates, instead of the built-in SCEP"
        case .enrollSigningCertificate:
            "PEM file with the certificate that profiles are signed with, and what issued it after it"
        case .enrollSigningKey: "PEM file with the private key of that certificate, not encrypted"
        case .enrollWeakCiphers: "true takes SCEP requests sealed with DES or triple DES, which old clients send"
        case .enrollChallengeLifetime: "how long a profile may wait until its device asks for the certificate"
        case .enrollConfigurationLimit: "how long a device is kept in Setup Assistant for its first synchronisation"
        case .enrollTrial: "true lets profiles name a loopback address; for trials on one machine"
        case .certificateLifetime: "how long the certificates of devices last"
        case .certificateRenewal: "how long before its end a device is asked to renew its certificate"
        case .certificateRetry: "how long until a device that was asked is asked again"
        case .certificatesAtOnce: "how many devices are asked at most, each time that certificates are looked at"
        case .devicesInsecure: "true believes devices without proof; on a loopback address only"
        case .lookupURL: "Apple's Software Lookup Service, or what stands in for it"
        case .lookupInterval: "how often it is asked, 1s to 7d; Apple asks for at most daily"
        case .lookupRoots: "PEM file with the roots trusted for it, instead of Apple's for gdmf.apple.com"
        case .pushEnvironment: "production or development: which of Apple's push services is used"
        case .pushURL: "what stands in for Apple's push service; http on a loopback address only"
        case .pushCertificate: "PEM file with the MDM push certificate, and its key where push.key is not set"
        case .pushKey: "PEM file with the push certificate's private key, not encrypted"
        case .pushRoots: "PEM file with the roots trusted for the push service, instead of the system's"
        case .pushPerSecond: "how many pushes are sent in a second at most, 1 to 100000"
        case .pushSchedule: "pauses between repeated pushes to a device that does not come; the last repeats"
        case .pushRetry: "pause after a push that the service did not take"
        case .mailServer: "server for mail: smtps://host:465, or smtp://host:587 with STARTTLS; plain on loopback only"
        case .mailFrom: "address that mail comes from"
        case .mailUser: "name to sign in with at the mail server"
        case .mailPasswordFile: "file with the password in its first line, for its owner and group only"
        case .mailRoots: "PEM file with the roots trusted for the mail server, instead of the system's"
        case .planNotice: "least time between first offer and deadline, in the earliest zone possible"
        case .reconcileInterval: "how often wanted and fetched manifests are compared"
        case .unreachableAfter: "silence since the offer after which a device is unreachable"
        case .pastDueGrace: "how long after the deadline, in the latest zone, a prepared device is past due"
        case .installationSilence: "silence after which an installation is looked into"
        case .stallAfter: "how long without news until a download has stalled"
        case .failuresUntilBlocked: "so many failures and a device is blocked, 1 to 1000"
        case .failingUntilBlocked: "so long failing and a device is blocked"
        case .reportRetention: "how long raw reports and answered commands are kept"
        case .logLevel: "trace, debug, info, notice, warning, error or critical"
        }
    }
}
