import ApplePush
import Foundation
import Logging
import Orchestrator
import RatchetCore
import Storage
import StoragePostgres

/// Everything that is wrong with a configuration, each fault with its key.
struct ConfigurationFaults: Error, CustomStringConvertible {
    let faults: [String]
    var description: String { faults.joined(separator: "\n") }
}

/// Turns settings by key into a `Configuration`, and names every fault at once.
struct ConfigurationReader {
    private let values: [ConfigurationKey: String]
    private let folder: URL
    private var faults: [String]

    /// - Parameters:
    ///   - settings: values by dotted name, as the file and the environment gave them.
    ///   - folder: what relative paths are relative to.
    init(_ settings: [String: String], folder: URL) {
        self.folder = folder
        values = Dictionary(
            settings.compactMap { name, value in ConfigurationKey(rawValue: name).map { ($0, value) } }
        ) { first, _ in first }
        faults = settings.keys.filter { ConfigurationKey(rawValue: $0) == nil }.sorted()
            .map { "\(ConfigurationReader.name($0)): there is no such key; `ratchet config keys` lists them" }
    }

    /// A key that somebody may have meant. What looks otherwise is a value in the wrong place, and may be a secret.
    private static func name(_ key: String) -> String {
        key.wholeMatch(of: #/[A-Za-z.]{1,64}/#) == nil ? "what stands where a key belongs" : key
    }

    /// - Throws: `ConfigurationFaults` with every fault.
    mutating func read() throws -> Configuration {
        let settings = readSettings()
        let configuration = Configuration(
            data: path(text(.data)), store: readStore(), admin: address(.adminListen, fallback: 8080),
            adminHosts: hosts(.adminHosts), tls: certificate(.adminCertificate, key: .adminKey),
            devices: address(.devicesListen, fallback: 8443), devicesPublicURL: url(.devicesPublicURL),
            devicesTLS: certificate(.devicesCertificate, key: .devicesKey), proxies: readProxies(),
            authorities: optional(.devicesAuthorities).map(path), devicesInsecure: truth(.devicesInsecure),
            profileSigning: certificate(.enrollSigningCertificate, key: .enrollSigningKey),
            acceptsWeakCiphers: truth(.enrollWeakCiphers),
            certificateLifetime: duration(.certificateLifetime, .days(1), .days(3650)),
            lookupURL: url(.lookupURL) ?? "",
            lookupRoots: optional(.lookupRoots).map(path), push: readPush(), mail: readMail(), mailTo: readRecipients(),
            drivers: optional(.applianceDrivers).map(path),
            soakOverride: readSoakOverride(settings.upgrades), settings: settings,
            logLevel: readLogLevel())
        checkListeners(configuration)
        guard faults.isEmpty else { throw ConfigurationFaults(faults: faults) }
        return configuration
    }

    private mutating func readSettings() -> Settings {
        let organization = text(.organization)
        if !(1...128).contains(organization.count) { fault(.organization, "needs 1 to 128 characters") }
        return Settings(
            organization: organization,
            notice: MinimumNotice(duration(.planNotice, .zero, .days(90))),
            pushSchedule: durations(.pushSchedule), pushRetry: duration(.pushRetry, .milliseconds(100), .days(1)),
            pushesPerSecond: count(.pushPerSecond, 1...100_000),
            reconcileInterval: duration(.reconcileInterval, .milliseconds(100), .days(1)),
            lookupInterval: duration(.lookupInterval, .seconds(1), .days(7)),
            reportRetention: duration(.reportRetention, .days(1), .days(3650)), limits: readLimits(),
            upgrades: readUpgrades(), enrolment: readEnrolment())
    }

    private mutating func readLimits() -> EnforcementLimits {
        EnforcementLimits(
            unreachableAfter: duration(.unreachableAfter, .seconds(1), .days(365)),
            pastDueGrace: duration(.pastDueGrace, .zero, .days(30)),
            installationSilence: duration(.installationSilence, .seconds(1), .days(30)),
            stallAfter: duration(.stallAfter, .seconds(1), .days(365)),
            failuresUntilBlocked: count(.failuresUntilBlocked, 1...1000),
            failingUntilBlocked: duration(.failingUntilBlocked, .seconds(1), .days(365)))
    }

    private mutating func readStore() -> StoreChoice {
        let store = text(.store)
        if store == "sqlite" { return .sqlite }
        guard store.hasPrefix("postgres://") || store.hasPrefix("postgresql://") else {
            fault(.store, "is neither sqlite nor postgres://user@host/database")
            return .sqlite
        }
        do {
            _ = try PostgresAddress(store)
        } catch {
            fault(.store, error.detail)
        }
        return .postgres(url: store)
    }

    /// Apple's service for the environment, or the address of a stand-in. Without TLS nothing leaves this machine.
    private mutating func readPush() -> PushServiceChoice {
        let environment = PushEnvironment(rawValue: text(.pushEnvironment))
        if environment == nil {
            fault(.pushEnvironment, "\"\(text(.pushEnvironment))\" is neither production nor development")
        }
        let choice = PushServiceChoice(
            url: url(.pushURL) ?? (environment ?? .production).url, certificate: optional(.pushCertificate).map(path),
            key: optional(.pushKey).map(path), roots: optional(.pushRoots).map(path))
        if !choice.isEncrypted, !HostPort.isLoopback(url: choice.url) {
            fault(.pushURL, "\"\(choice.url)\" is not encrypted; use https, or http on a loopback address")
        }
        if choice.key != nil, choice.certificate == nil {
            fault(.pushKey, "is of no use without push.certificate; set that too")
        }
        return choice
    }

    private mutating func readLogLevel() -> String {
        let level = text(.logLevel)
        if Logger.Level(rawValue: level) == nil {
            fault(.logLevel, "\"\(level)\" is none of \(ConfigurationKey.logLevel.meaning)")
        }
        return level
    }

    /// Nothing is open beyond loopback that can't be secured yet, and each listener has an address of its own.
    private mutating func checkListeners(_ configuration: Configuration) {
        if configuration.admin.meets(configuration.devices) {
            fault(.devicesListen, "\(configuration.devices) is the address of admin.listen too; give it another port")
        }
        if !configuration.admin.isLoopback, values[.adminCertificate] == nil {
            let problem = "is not a loopback address, which needs admin.certificate and admin.key; else use 127.0.0.1"
            fault(.adminListen, "\(configuration.admin) \(problem)")
        } else if !configuration.admin.isLoopback, configuration.adminHosts.isEmpty {
            fault(
                .adminHosts,
                "is empty, so no request from elsewhere would be answered; name the host of the certificate")
        }
        checkDevices(configuration)
    }
}

extension ConfigurationReader {
    func optional(_ key: ConfigurationKey) -> String? { values[key] ?? key.fallback }
    func text(_ key: ConfigurationKey) -> String { optional(key) ?? "" }

    mutating func fault(_ key: ConfigurationKey, _ problem: String) {
        faults.append("\(key.rawValue): \(problem)")
    }

    func path(_ text: String) -> URL { URL(fileURLWithPath: text, relativeTo: folder).absoluteURL }

    /// Both files, or neither.
    private mutating func certificate(_ certificate: ConfigurationKey, key: ConfigurationKey) -> CertificateFiles? {
        switch (optional(certificate), optional(key)) {
        case (let chain?, let secret?): return CertificateFiles(certificate: path(chain), key: path(secret))
        case (nil, nil): return nil
        case (_?, nil): fault(key, "is missing, and \(certificate.rawValue) needs it")
        case (nil, _?): fault(certificate, "is missing, and \(key.rawValue) belongs to it")
        }
        return nil
    }

    private mutating func hosts(_ key: ConfigurationKey) -> [String] {
        let names = text(key).split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        for name in names where name.wholeMatch(of: #/[A-Za-z0-9.\-]+|\[[0-9A-Fa-f:.]+\]/#) == nil {
            fault(key, "\"\(name)\" is not a host's name, such as ratchet.example.org, without a port")
        }
        return names
    }

    private mutating func address(_ key: ConfigurationKey, fallback port: Int) -> HostPort {
        if let address = HostPort(text(key)) { return address }
        fault(key, "\"\(text(key))\" is not host:port, such as 127.0.0.1:\(port)")
        return HostPort(loopback: port)
    }

    mutating func url(_ key: ConfigurationKey) -> String? {
        guard let text = optional(key) else { return nil }
        let url = URL(string: text)
        if let scheme = url?.scheme, ["http", "https"].contains(scheme), url?.host?.isEmpty == false { return text }
        fault(key, "\"\(text)\" is not an http or https address")
        return text
    }

    mutating func truth(_ key: ConfigurationKey) -> Bool {
        switch text(key).lowercased() {
        case "true", "yes", "1": return true
        case "false", "no", "0": return false
        default:
            fault(key, "\"\(text(key))\" is neither true nor false")
            return false
        }
    }

    mutating func duration(_ key: ConfigurationKey, _ least: Duration, _ most: Duration) -> Duration {
        guard let duration = DurationText.read(text(key)) else {
            fault(key, "\"\(text(key))\" is not a duration such as 30s, 10m, 24h or 3d")
            return least
        }
        if !(least...most).contains(duration) { fault(key, "\"\(text(key))\" is outside \(least) to \(most)") }
        return duration
    }

    mutating func count(_ key: ConfigurationKey, _ range: ClosedRange<Int>) -> Int {
        if let number = Int(text(key)), range.contains(number) { return number }
        fault(key, "\"\(text(key))\" is not a whole number from \(range.lowerBound) to \(range.upperBound)")
        return range.lowerBound
    }

    private mutating func durations(_ key: ConfigurationKey) -> [Duration] {
        if let list = DurationText.readList(text(key)), list.allSatisfy({ $0 >= .milliseconds(100) }) { return list }
        fault(key, "\"\(text(key))\" is not a list of durations of at least 100ms, such as 4h, 12h, 24h")
        return []
    }
}

extension HostPort {
    /// Whether an address leads to this machine only.
    static func isLoopback(url: String) -> Bool {
        guard let host = URL(string: url)?.host else { return false }
        return HostPort(host.contains(":") ? "[\(host)]:0" : "\(host):0")?.isLoopback == true
    }

    init(loopback port: Int) { (host, self.port) = ("127.0.0.1", port) }
}
