/// A row of neighbouring places on an axis; empty where `low` is above `high`.
struct Span: Sendable, Equatable {
    var low: Int
    var high: Int

    var isEmpty: Bool { low > high }
    func contains(_ place: Int) -> Bool { low <= place && place <= high }
    func touches(_ other: Span) -> Bool { low <= other.high && other.low <= high }
    /// The places of both.
    func common(_ other: Span) -> Span { Span(low: max(low, other.low), high: min(high, other.high)) }
    /// The least span with all places of both.
    func hull(_ other: Span) -> Span { Span(low: min(low, other.low), high: max(high, other.high)) }

    static let none = Span(low: .max, high: .min)
}

/// All versions of one class that an appliance may run, the oldest first. A version is spoken of by its place.
///
/// Constraints are comparisons that must all hold, and versions are in one order, so what meets a constraint is always a span.
struct Axis: Sendable {
    let versions: [PackageVersion]
    /// By place: the package that provides it, by its place in the graph's list; nil for an origin.
    let packages: [Int?]
    private let deadEnds: [String?]
    /// By place: the least place from which no floor forbids to come here.
    let lowest: [Int]
    /// Of the class, the lowest first.
    let floors: [Floor]

    /// True where the graph says nothing of this class: then it has one place, whatever an appliance runs.
    var isSilent: Bool { versions.isEmpty }
    var count: Int { max(versions.count, 1) }
    var all: Span { Span(low: 0, high: count - 1) }

    init(_ packageClass: PackageClass, _ packages: [Package], _ origins: [Origin], _ floors: [Floor]) {
        var entries: [(version: PackageVersion, package: Int?, deadEnd: String?)] = []
        for (place, package) in packages.enumerated() where package.packageClass == packageClass {
            entries.append((package.version, place, package.deadEnd))
        }
        for origin in origins where origin.packageClass == packageClass {
            entries.append((origin.version, nil, origin.deadEnd))
        }
        // Equal versions: a fault unless an origin names what a package provides too; the first counts.
        entries.sort { ($0.version, $0.package ?? .max) < ($1.version, $1.package ?? .max) }
        var kept: [(version: PackageVersion, package: Int?, deadEnd: String?)] = []
        for entry in entries where kept.last?.version != entry.version { kept.append(entry) }
        versions = kept.map(\.version)
        self.packages = kept.map(\.package)
        deadEnds = kept.map(\.deadEnd)
        self.floors = floors.filter { $0.packageClass == packageClass }.sorted { $0.version < $1.version }
        lowest = Axis.lowest(versions, self.floors)
    }

    /// Nil for a version that is neither a package's nor an origin.
    func place(of version: PackageVersion?) -> Int? {
        if isSilent { return 0 }
        guard let version else { return nil }
        let place = versions.firstPlace { $0 >= version }
        return place < versions.count && versions[place] == version ? place : nil
    }

    /// Why nothing leads on from a place; nil where something may.
    func deadEnd(_ place: Int) -> String? { isSilent ? nil : deadEnds[place] }

    /// Which versions meet a constraint.
    func span(_ constraint: VersionConstraint?) -> Span {
        guard let constraint else { return all }
        var span = Span(low: 0, high: versions.count - 1)
        for term in constraint.terms {
            let from = versions.firstPlace { $0 >= term.version }
            let after = versions.firstPlace { $0 > term.version }
            switch term.comparison {
            case .atLeast: span.low = max(span.low, from)
            case .above: span.low = max(span.low, after)
            case .atMost: span.high = min(span.high, after - 1)
            case .below: span.high = min(span.high, from - 1)
            case .exactly: (span.low, span.high) = (max(span.low, from), min(span.high, after - 1))
            }
        }
        return span
    }

    private static func lowest(_ versions: [PackageVersion], _ floors: [Floor]) -> [Int] {
        var lowest = Array(repeating: 0, count: versions.count)
        for floor in floors {
            let beyond = versions.firstPlace { floor.side(of: $0) == .beyond }
            guard beyond < versions.count else { continue }
            lowest[beyond] = max(lowest[beyond], versions.firstPlace { floor.side(of: $0) != .below })
        }
        for place in lowest.indices.dropFirst() { lowest[place] = max(lowest[place], lowest[place - 1]) }
        return lowest
    }
}

extension Array {
    /// The first place at which something holds that stays true from there on; `count` where it never does.
    func firstPlace(_ holds: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
