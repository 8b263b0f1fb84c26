import RatchetCore
import YAMLText

/// Something that was read, with the place where it stands.
struct Placed<Thing> {
    let thing: Thing
    let value: YAMLValue
}

extension YAMLReader {
    mutating func graph(_ document: YAMLValue) -> ReleaseGraph? {
        guard let fields = fields(of: document, known: PackageFileKeys.file) else { return nil }
        let product = text(required("product", of: fields), most: 128)
        let prefixes = prefixes(fields["prefixes"])
        var packages: [Placed<Package>] = []
        // What an unreadable package would have provided, so that others' constraints are not called dangling for its sake.
        var loose: [Origin] = []
        for value in list(required("packages", of: fields), most: PackageFile.mostPackages) {
            let read = package(value, prefixes)
            if let package = read.package { packages.append(Placed(thing: package, value: value)) }
            loose += read.loose
        }
        let floors = list(fields["floors"], most: PackageFile.mostFloors).compactMap { floor($0) }
        let origins = origins(fields["origins"])
        return graph(product ?? "", packages, floors, origins, loose, document)
    }

    /// Makes the graph; what is wrong with it gets the lines of what it is about.
    private mutating func graph(
        _ product: String, _ packages: [Placed<Package>], _ floors: [Placed<Floor>], _ origins: [Placed<Origin>],
        _ loose: [Origin], _ document: YAMLValue
    ) -> ReleaseGraph? {
        do {
            return try ReleaseGraph(
                product: product, packages: packages.map(\.thing), floors: floors.map(\.thing),
                origins: origins.map(\.thing) + loose)
        } catch {
            for found in error.faults {
                switch found.subject {
                case .package(let place): fault(at: packages[place].value, found.text)
                case .floor(let place): fault(at: floors[place].value, found.text)
                case .origin(let place) where place < origins.count: fault(at: origins[place].value, found.text)
                case .origin: break
                // Where packages are missing or none could be read, that was told.
                case .graph: if !hasFaults { fault(at: document, found.text) }
                }
            }
            return nil
        }
    }

    private mutating func floor(_ value: YAMLValue) -> Placed<Floor>? {
        guard let fields = fields(of: value, known: PackageFileKeys.floor) else { return nil }
        let name = fields["class"]
        let packageClass = name == nil ? .product : choice(name, PackageFileKeys.versioned).flatMap(PackageClass.init)
        let version = version(required("version", of: fields))
        let reason = text(required("reason", of: fields), most: PackageFile.longestReason)
        guard let packageClass, let version, let reason else { return nil }
        return Placed(thing: Floor(packageClass, version, reason: reason), value: value)
    }

    private mutating func origins(_ value: YAMLValue?) -> [Placed<Origin>] {
        guard let value, let fields = fields(of: value, known: PackageFileKeys.versioned) else { return [] }
        return [PackageClass.base, .product].flatMap { packageClass in
            list(fields[packageClass.rawValue], most: PackageFile.mostOrigins).compactMap { origin($0, packageClass) }
        }
    }

    /// A version alone, or a mapping that says more of it.
    private mutating func origin(_ value: YAMLValue, _ packageClass: PackageClass) -> Placed<Origin>? {
        if case .text = value.content {
            return version(value).map { Placed(thing: Origin(packageClass, $0), value: value) }
        }
        guard let fields = fields(of: value, known: PackageFileKeys.origin) else { return nil }
        let deadEnd = text(fields["deadEnd"], most: PackageFile.longestReason)
        guard let version = version(required("version", of: fields)) else { return nil }
        return Placed(thing: Origin(packageClass, version, deadEnd: deadEnd), value: value)
    }
}
