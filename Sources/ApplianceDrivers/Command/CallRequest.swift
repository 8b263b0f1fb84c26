import Foundation
import Ports
import RatchetCore

/// What an executable reads on its standard input: one JSON object, as docs/drivers.md has it.
struct CallRequest: Encodable {
    /// Raised when a field changes its meaning; new fields don't raise it.
    let format = 1
    let verb: String
    let call: String
    let appliance: Appliance
    let package: Package?
    let backup: Backup?
    /// Seconds.
    let timeLimit: Double

    struct Appliance: Encodable { let id, name, address: String }

    struct Package: Encodable {
        let id, name, `class`, version: String
        let source, sha256: String?
    }

    struct Backup: Encodable {
        let reference, sha256: String
        let bytes: Int64?
        let verified: Bool
    }

    init(_ call: DriverCall, on appliance: DrivenAppliance) {
        (verb, self.call) = (call.request.verb.rawValue, call.key)
        self.appliance = Appliance(id: appliance.id.text, name: appliance.name, address: appliance.address)
        timeLimit = call.timeLimit / .seconds(1)
        switch call.request {
        case .stage(let package), .install(let package): (self.package, backup) = (Package(package), nil)
        case .restore(let backup): (package, self.backup) = (nil, Backup(backup))
        case .inventory, .health, .backup, .exportCertificate, .supportBundle: (package, backup) = (nil, nil)
        }
    }

    func encoded() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }
}

extension CallRequest.Package {
    fileprivate init(_ package: DrivenPackage) {
        (id, name, version) = (package.id.text, package.name, package.version)
        (`class`, source, sha256) = (package.packageClass.rawValue, package.source, package.sha256)
    }
}

extension CallRequest.Backup {
    fileprivate init(_ backup: ApplianceBackup) {
        (reference, sha256) = (backup.reference, backup.sha256)
        (bytes, verified) = (backup.bytes, backup.isVerified)
    }
}
