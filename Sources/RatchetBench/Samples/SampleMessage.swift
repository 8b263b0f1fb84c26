import AppleDDM
import AppleMDM
import Foundation

/// Messages as devices send them.
enum SampleMessage {
    /// A full status report of a Mac that downloads an update.
    static let report = Data(
        """
        {"StatusItems":{
         "device":{"identifier":{"serial-number":"C02XYZ123456","udid":"564D0000-0000-0000-0000-000000000001"},
          "model":{"family":"Mac","identifier":"Mac14,7","marketing-name":"MacBook Pro"},
          "operating-system":{"build-version":"25D2128","family":"macOS","marketing-name":"macOS Tahoe 26.3.1",
           "supplemental":{"build-version":"25D771280a","extra-version":"a"},"version":"26.3.1"}},
         "management":{"client-capabilities":{"supported-features":{},"supported-payloads":{"declarations":{
           "activations":["com.apple.activation.simple"],
           "assets":["com.apple.asset.credential.userpassword","com.apple.asset.data","com.apple.asset.useridentity"],
           "configurations":["com.apple.configuration.account.mail","com.apple.configuration.legacy",
            "com.apple.configuration.management.status-subscriptions","com.apple.configuration.management.test",
            "com.apple.configuration.passcode.settings","com.apple.configuration.softwareupdate.enforcement.specific",
            "com.apple.configuration.softwareupdate.settings"],
           "management":["com.apple.management.organization-info","com.apple.management.properties"]},
           "status-items":["device.identifier.serial-number","device.identifier.udid","device.model.family",
            "device.model.identifier","device.operating-system.build-version","device.operating-system.version",
            "management.client-capabilities","management.declarations","softwareupdate.device-id",
            "softwareupdate.failure-reason","softwareupdate.install-reason","softwareupdate.install-state",
            "softwareupdate.pending-version"]},"supported-versions":["1.0.0"]},
          "declarations":{"activations":[{"active":true,"identifier":"ratchet.status-subscriptions.activation",
            "server-token":"a1","valid":"valid"},{"active":true,
            "identifier":"ratchet.softwareupdate.enforcement.activation","server-token":"a2","valid":"valid"}],
           "assets":[],"configurations":[{"active":true,"identifier":"ratchet.status-subscriptions",
            "server-token":"c1","valid":"valid"},{"active":true,"identifier":"ratchet.softwareupdate.enforcement",
            "server-token":"c2","valid":"valid"}],
           "management":[{"active":true,"identifier":"ratchet.organization-info","server-token":"m1",
            "valid":"valid"}]}},
         "softwareupdate":{"device-id":"J413AP","failure-reason":{"count":0,"reason":""},
          "install-reason":{"declaration-id":"ratchet.softwareupdate.enforcement","reason":["declaration"]},
          "install-state":"downloading","pending-version":{"build-version":"25E246","os-version":"26.4",
           "softwareupdate.target-local-date-time":"2026-04-10T18:00:00"}}},
         "Errors":[],"FullReport":true}
        """.utf8)

    /// What a Mac says when its update has come a step further: 600 octets.
    static func progress(_ state: String) -> Data {
        let report = """
            {"StatusItems":{"device":{"operating-system":{"build-version":"25D2128","family":"macOS","marketing-name":\
            "macOS Tahoe 26.3.1","version":"26.3.1"}},"management":{"declarations":{"activations":[],"assets":[],\
            "configurations":[{"active":true,"identifier":"ratchet.status-subscriptions","server-token":"c1","valid":\
            "valid"}],"management":[]}},"softwareupdate":{"failure-reason":{"count":0,"reason":""},"install-reason":\
            {"declaration-id":"ratchet.softwareupdate.enforcement","reason":["declaration"]},"install-state":"\(state)"}},\
            "Errors":[],"FullReport":false}
            """
        return Data(report.padding(toLength: 600, withPad: " ", startingAt: 0).utf8)
    }

    /// The check-in that carries the report.
    static let checkIn: Data = {
        let identity = EnrolmentIdentity(device: .udid("564D0000-0000-0000-0000-000000000001"))
        let message = CheckInMessage.declarativeManagement(
            DeclarativeManagement(identity: identity, endpoint: "status", data: report))
        return message.plist()
    }()

    /// The check-in with which a device says where it can be pushed.
    static let tokenUpdate: Data = {
        let identity = EnrolmentIdentity(device: .udid("564D0000-0000-0000-0000-000000000001"))
        let message = CheckInMessage.tokenUpdate(
            TokenUpdate(
                identity: identity, topic: "com.apple.mgmt.External.sample", token: Data(repeating: 7, count: 32),
                pushMagic: "B0000000-0000-0000-0000-000000000001"))
        return message.plist()
    }()
}
