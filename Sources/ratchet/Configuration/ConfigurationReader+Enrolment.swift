import AppleMDM
import AppleManagement
import DeviceEndpoint
import Foundation
import Orchestrator
import RatchetCore

/// What the devices listener and enrolment are set to.
extension ConfigurationReader {
    mutating func readEnrolment() -> EnrolmentSettings {
        let isTrial = truth(.enrollTrial)
        var settings = EnrolmentSettings(
            publicURL: optional(.devicesPublicURL), usesDevelopmentPush: text(.pushEnvironment) == "development",
            rights: readRights(), source: readSource(isTrial: isTrial),
            challengeLifetime: duration(.enrollChallengeLifetime, .minutes(1), .days(30)),
            renewalWindow: duration(.certificateRenewal, .hours(1), .days(3650)),
            renewalRetry: duration(.certificateRetry, .seconds(1), .days(30)),
            renewalsAtOnce: count(.certificatesAtOnce, 1...10_000),
            configurationLimit: duration(.enrollConfigurationLimit, .seconds(1), .days(1)))
        settings.isTrial = isTrial
        return settings
    }

    private mutating func readRights() -> AccessRights {
        let rights = AccessRights(rawValue: count(.enrollRights, 1...AccessRights.all.rawValue))
        if !rights.isValid { fault(.enrollRights, "has 2 without 1, or 128 without 64, which no device takes") }
        if !rights.isSuperset(of: [.queryDevice, .querySecurity]) {
            fault(
                .enrollRights,
                "needs 16 and 1024: without them devices tell neither what they run nor how they are secured")
        }
        return rights
    }

    /// At most one other service.
    private mutating func readSource(isTrial: Bool) -> IdentitySource {
        let (scep, acme) = (httpsURL(.enrollSCEP, isTrial), httpsURL(.enrollACME, isTrial))
        if scep != nil, acme != nil { fault(.enrollACME, "stands beside enroll.scep; leave one of them out") }
        if optional(.enrollSCEPChallenge) != nil, scep == nil {
            fault(.enrollSCEPChallenge, "is of no use without enroll.scep; the built-in service makes its own")
        }
        if let acme { return .acme(directoryURL: acme) }
        if let scep { return .scep(url: scep, challenge: optional(.enrollSCEPChallenge)) }
        return .builtIn
    }

    private mutating func httpsURL(_ key: ConfigurationKey, _ isTrial: Bool) -> String? {
        guard let address = url(key) else { return nil }
        if !address.hasPrefix("https://"), !isTrial {
            fault(key, "\"\(address)\" is not an https address")
        }
        return address
    }

    mutating func readProxies() -> TrustedProxies {
        guard let text = optional(.devicesProxies) else { return .none }
        if let proxies = TrustedProxies(text) { return proxies }
        fault(.devicesProxies, "\"\(text)\" is no list of addresses and ranges such as 10.0.0.5, 10.1.0.0/16")
        return .none
    }

    /// Beyond loopback there is TLS, here or at a proxy; without it there is no proof but the signature.
    mutating func checkDevices(_ configuration: Configuration) {
        let (address, isLoopback) = (configuration.devices, configuration.devices.isLoopback)
        if configuration.devicesInsecure {
            if !isLoopback {
                fault(.devicesListen, "\(address) is not a loopback address, which devices.insecure needs")
            }
        } else if configuration.devicesTLS == nil, configuration.proxies.isEmpty {
            fault(
                .devicesCertificate,
                """
                is missing: devices talk TLS. Set it and devices.key; or devices.proxies, if a proxy ends TLS; or for a trial \
                on this machine devices.insecure
                """)
        }
        if configuration.settings.enrolment.isTrial, !isLoopback {
            fault(.enrollTrial, "is for a loopback address, and devices.listen is \(address)")
        }
    }
}
