import RatchetCore
import YAMLText

extension PackageFile {
    /// A reason that a person reads beside a hop.
    static let longestReason = 500
    static let longestReference = 1000
    /// An estimate is a second to a day.
    static let estimates = Duration.seconds(1)...Duration.days(1)
}

extension YAMLReader {
    /// A package; where it has no class or id that can be read, the version that it would have provided.
    mutating func package(_ value: YAMLValue, _ prefixes: ClassPrefixes) -> (package: Package?, loose: [Origin]) {
        guard let fields = fields(of: value, known: PackageFileKeys.package) else { return (nil, []) }
        let id = read(required("id", of: fields), "an id: 1 to 64 letters, digits and . _ + -", PackageID.init)
        let name = fields["name"] == nil ? id?.text : text(fields["name"], most: 128)
        let packageClass = packageClass(fields, named: name, prefixes)
        let version = version(required("version", of: fields))
        let details = details(fields)
        guard let version else { return (nil, []) }
        guard let id, let name, let packageClass else {
            let classes = packageClass.map { [$0] } ?? [.base, .product]
            return (nil, classes.map { Origin($0, version, deadEnd: "not read") })
        }
        refuse(details, of: packageClass, value)
        return (details.package(id, name, packageClass, version), [])
    }

    /// As the file says, else by the name's prefix; never guessed.
    private mutating func packageClass(
        _ fields: YAMLFields, named name: String?, _ prefixes: ClassPrefixes
    ) -> PackageClass? {
        if fields["class"] != nil { return choice(fields["class"], PackageFileKeys.classes).flatMap(PackageClass.init) }
        guard let name else { return nil }
        if let matched = prefixes.packageClass(of: name) { return matched }
        let known = PackageFileKeys.classes.joined(separator: ", ")
        fault(
            at: fields.value,
            "has no class, and no prefix fits its name \(Quoted.text(name)); say class: (\(known)), or add a prefix")
        return nil
    }

    private mutating func details(_ fields: YAMLFields) -> PackageDetails {
        let requires = fields["requires"].flatMap { self.fields(of: $0, known: PackageFileKeys.versioned) }
        return PackageDetails(
            requiredBase: constraint(requires?["base"]), requiredProduct: constraint(requires?["product"]),
            estimate: estimate(fields["estimate"]), restarts: truth(fields["restarts"]),
            affectsClients: truth(fields["affectsClients"]), isMajor: truth(fields["major"]),
            notes: text(fields["notes"], most: PackageFile.longestReference),
            source: text(fields["source"], most: PackageFile.longestReference), sha256: digest(fields["sha256"]),
            recovery: recovery(fields["recovery"]),
            withdrawn: text(fields["withdrawn"], most: PackageFile.longestReason),
            deadEnd: text(fields["deadEnd"], most: PackageFile.longestReason))
    }

    private mutating func recovery(_ value: YAMLValue?) -> Recovery? {
        guard let value, let fields = fields(of: value, known: PackageFileKeys.recovery) else { return nil }
        let way = choice(required("way", of: fields), Recovery.Way.allCases.map(\.rawValue)).flatMap(Recovery.Way.init)
        let until = text(fields["until"])
        return way.map { Recovery($0, until: until) }
    }

    /// What can be written, but means nothing.
    private mutating func refuse(_ details: PackageDetails, of packageClass: PackageClass, _ value: YAMLValue) {
        if packageClass != .product, details.affectsClients == true {
            fault(at: value, "is a \(packageClass) package, after which no client follows; leave affectsClients out")
        }
        if packageClass != .product, details.isMajor == true {
            fault(at: value, "is a \(packageClass) package; only product packages are major")
        }
        if packageClass == .licence, details.deadEnd != nil {
            fault(at: value, "is a licence, from which nothing leads on anyway; leave deadEnd out")
        }
    }
}

/// All of a package but what it is.
private struct PackageDetails {
    let requiredBase: VersionConstraint?
    let requiredProduct: VersionConstraint?
    let estimate: Duration?
    let restarts: Bool?
    let affectsClients: Bool?
    let isMajor: Bool?
    let notes: String?
    let source: String?
    let sha256: String?
    let recovery: Recovery?
    let withdrawn: String?
    let deadEnd: String?

    /// What is not said is as usual: an hour, with a restart unless it is a licence.
    func package(
        _ id: PackageID, _ name: String, _ packageClass: PackageClass, _ version: PackageVersion
    ) -> Package {
        Package(
            id: id, name: name, packageClass: packageClass, version: version, requiredBase: requiredBase,
            requiredProduct: requiredProduct, estimate: estimate ?? Package.standardEstimate,
            restarts: restarts ?? (packageClass != .licence), affectsClients: affectsClients, isMajor: isMajor,
            notes: notes, source: source, sha256: sha256, recovery: recovery, withdrawn: withdrawn, deadEnd: deadEnd)
    }
}

extension YAMLReader {
    mutating func version(_ value: YAMLValue?) -> PackageVersion? {
        read(value, "a version such as 22.4.1: up to eight numbers with dots between", PackageVersion.init)
    }

    mutating func constraint(_ value: YAMLValue?) -> VersionConstraint? {
        read(value, "a constraint such as \">=6.0 <7\": versions after >=, <=, <, > or =") { VersionConstraint($0) }
    }

    mutating func choice(_ value: YAMLValue?, _ words: [String]) -> String? {
        read(value, "one of \(words.joined(separator: ", "))") { words.contains($0) ? $0 : nil }
    }

    mutating func truth(_ value: YAMLValue?) -> Bool? {
        read(value, "true or false") { ["true": true, "false": false][$0] }
    }

    private mutating func digest(_ value: YAMLValue?) -> String? {
        read(value, "a SHA-256: 64 hexadecimal digits") { text in
            text.wholeMatch(of: #/[0-9A-Fa-f]{64}/#) == nil ? nil : text.lowercased()
        }
    }

    private mutating func estimate(_ value: YAMLValue?) -> Duration? {
        read(value, "a duration from 1s to 24h, such as 45m") { text in
            DurationText.read(text).flatMap { PackageFile.estimates.contains($0) ? $0 : nil }
        }
    }
}
