import Foundation
import Ports
import RatchetCore

struct InventoryAnswer: AnswerForm {
    let answer: DriverOutcome.Answer

    init(from decoder: any Decoder) throws {
        let fields = try AnswerFields(decoder)
        let versions = InstalledVersions(base: try fields.version("base"), product: try fields.version("product"))
        guard versions.base != nil || versions.product != nil else {
            throw AnswerFault("neither \"base\" nor \"product\" is there: it must name what is installed")
        }
        answer = .inventory(
            ApplianceInventory(
                installed: versions, installedPackages: try Self.installed(fields), offered: try Self.offered(fields),
                activity: try Self.activity(fields), digests: try Self.digests(fields)))
    }

    private static func installed(_ fields: AnswerFields) throws -> Set<PackageID> {
        let names: [String] = try fields.value("installed", "a list of package ids") ?? []
        try bounded(names.count, "installed")
        return Set(try names.map { try AnswerFields.packageID($0, "installed") })
    }

    private static func offered(_ fields: AnswerFields) throws -> [ApplianceInventory.OfferedPackage] {
        let packages: [Offered] = try fields.value("available", "a list of objects") ?? []
        try bounded(packages.count, "available")
        return packages.map(\.package)
    }

    private static func activity(_ fields: AnswerFields) throws -> ApplianceInventory.Activity? {
        switch try fields.text("activity") {
        case nil: nil
        case "idle": .idle
        case "installing": .installing(try fields.packageID("installing"))
        default: throw AnswerFault("\"activity\" is neither \"idle\" nor \"installing\"")
        }
    }

    private static func digests(_ fields: AnswerFields) throws -> [PackageID: String] {
        let texts: [String: String] = try fields.value("digests", "an object of texts") ?? [:]
        try bounded(texts.count, "digests")
        var digests: [PackageID: String] = [:]
        for (id, digest) in texts {
            digests[try AnswerFields.packageID(id, "digests")] = try AnswerFields.sha256(digest, "digests.\(id)")
        }
        return digests
    }

    private static func bounded(_ count: Int, _ name: String) throws {
        guard count <= AnswerLimits.packages else {
            throw AnswerFault("\"\(name)\" has more than \(AnswerLimits.packages) entries")
        }
    }

    private struct Offered: Decodable {
        let package: ApplianceInventory.OfferedPackage

        init(from decoder: any Decoder) throws {
            let fields = try AnswerFields(decoder, in: "available.")
            package = ApplianceInventory.OfferedPackage(
                id: try fields.required(try fields.packageID("id"), "id"),
                isBlocked: try fields.truth("blocked") ?? false, reason: try fields.sentence("reason"))
        }
    }
}
