import RatchetCore

/// A package as the store keeps it: version 1.
struct PackageDocument: CodableDocument {
    var version = 1
    var id: String
    var name: String
    var packageClass: String
    var provides: String
    var requiredBase: String?
    var requiredProduct: String?
    var estimate: Int64
    var restarts: Bool
    var affectsClients: Bool
    var isMajor: Bool?
    var notes: String?
    var source: String?
    var sha256: String?
    var recovery: RecoveryDocument?
    var withdrawn: String?
    var deadEnd: String?

    init(_ package: Package) {
        (id, name, packageClass) = (package.id.text, package.name, package.packageClass.rawValue)
        provides = package.version.text
        (requiredBase, requiredProduct) = (package.requiredBase?.description, package.requiredProduct?.description)
        (estimate, restarts) = (package.estimate.microseconds, package.restarts)
        (affectsClients, isMajor, notes) = (package.affectsClients, package.isMajor, package.notes)
        (source, sha256, recovery) = (package.source, package.sha256, package.recovery.map(RecoveryDocument.init))
        (withdrawn, deadEnd) = (package.withdrawn, package.deadEnd)
    }

    func package() throws(StoreError) -> Package {
        guard version == 1 else { throw DocumentReader.shape }
        return Package(
            id: PackageID(stored: id), name: name, packageClass: try PackageClass(rawValue: packageClass).stored(),
            version: try PackageVersion(provides).stored(), requiredBase: try PackageDocument.constraint(requiredBase),
            requiredProduct: try PackageDocument.constraint(requiredProduct), estimate: .microseconds(estimate),
            restarts: restarts, affectsClients: affectsClients, isMajor: isMajor, notes: notes, source: source,
            sha256: sha256, recovery: try recovery?.recovery(), withdrawn: withdrawn, deadEnd: deadEnd)
    }

    private static func constraint(_ text: String?) throws(StoreError) -> VersionConstraint? {
        guard let text else { return nil }
        return try VersionConstraint(text).stored()
    }
}

/// What a graph has beside its packages: version 1.
struct GraphDocument: CodableDocument {
    struct FloorDocument: Codable {
        var packageClass: String
        var version: String
        var reason: String
    }

    struct OriginDocument: Codable {
        var packageClass: String
        var version: String
        var deadEnd: String?
    }

    var version = 1
    var floors: [FloorDocument]
    var origins: [OriginDocument]

    init(_ graph: ReleaseGraph) {
        floors = graph.floors.map {
            FloorDocument(packageClass: $0.packageClass.rawValue, version: $0.version.text, reason: $0.reason)
        }
        origins = graph.origins.map {
            OriginDocument(packageClass: $0.packageClass.rawValue, version: $0.version.text, deadEnd: $0.deadEnd)
        }
    }

    func graph(_ product: String, _ packages: [Package]) throws(StoreError) -> ReleaseGraph {
        guard version == 1 else { throw DocumentReader.shape }
        var (restoredFloors, restoredOrigins) = ([Floor](), [Origin]())
        for floor in floors {
            restoredFloors.append(
                Floor(
                    try PackageClass(rawValue: floor.packageClass).stored(),
                    try PackageVersion(floor.version).stored(), reason: floor.reason))
        }
        for origin in origins {
            restoredOrigins.append(
                Origin(
                    try PackageClass(rawValue: origin.packageClass).stored(),
                    try PackageVersion(origin.version).stored(), deadEnd: origin.deadEnd))
        }
        do {
            return try ReleaseGraph(
                product: product, packages: packages, floors: restoredFloors, origins: restoredOrigins)
        } catch {
            throw StoreError.corrupt("the release graph \(product) has faults that its import had not: \(error)")
        }
    }
}
