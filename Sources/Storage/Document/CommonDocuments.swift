import RatchetCore

/// Pieces that several documents hold.
struct EvidenceDocument: Codable {
    var kind: String
    var at: Int64
    var ref: String

    init(_ evidence: Evidence) {
        (kind, at, ref) = (evidence.kind.rawValue, evidence.at.microseconds, evidence.ref)
    }

    func evidence() throws(StoreError) -> Evidence {
        Evidence(try Evidence.Kind(rawValue: kind).stored(), at: Instant(microseconds: at), ref: ref)
    }
}

struct VersionsDocument: Codable {
    var base: String?
    var product: String?

    init(_ versions: InstalledVersions) { (base, product) = (versions.base?.text, versions.product?.text) }

    func versions() throws(StoreError) -> InstalledVersions {
        InstalledVersions(base: try VersionsDocument.version(base), product: try VersionsDocument.version(product))
    }

    static func version(_ text: String?) throws(StoreError) -> PackageVersion? {
        guard let text else { return nil }
        return try PackageVersion(text).stored()
    }
}

struct RecoveryDocument: Codable {
    var way: String
    var until: String?

    init(_ recovery: Recovery) { (way, until) = (recovery.way.rawValue, recovery.until) }

    func recovery() throws(StoreError) -> Recovery {
        Recovery(try Recovery.Way(rawValue: way).stored(), until: until)
    }
}

extension Instant {
    init?(stored microseconds: Int64?) {
        guard let microseconds else { return nil }
        self.init(microseconds: microseconds)
    }
}
