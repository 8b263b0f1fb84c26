import FleetSimulator
import Foundation
import RatchetCore
import SeededRandom

/// What there is before anything happens: products with their packages, calendars, appliances.
struct Landscape {
    var lines: [ProductLine] = []
    var calendars: [Timetable] = []
    let start: Instant

    /// Days before a night in which the clocks of some zone are set, and one without.
    private static let starts = ["2026-03-26", "2026-10-22", "2026-03-05", "2026-10-29", "2026-06-10"]

    init(_ random: inout SeededRandom, _ odds: LandscapeOdds) {
        let date = CivilDate(random.pick(Landscape.starts)).map { LocalDateTime(date: $0, time: .midnight).asUTC }
        start = (date ?? World.start) + random.duration(.zero, .hours(23))
        for name in random.happens(300) ? ["support", "gateway"] : ["support"] {
            lines.append(ProductLine(name, &random, odds))
        }
        for name in random.happens(400) ? ["nights", "weekends"] : ["nights"] {
            calendars.append(Timetable(name, from: start, &random))
        }
    }
}

/// How likely some things are in a landscape, in so many of 1000 cases.
struct LandscapeOdds {
    /// A product package is a major one.
    var major = 250
    /// A base package comes before a product package.
    var base = 450
    /// What a package needs has been forgotten in the graph.
    var hidden = 60
}

/// One product: the packages as the vendor made them, and the release graph that an operator wrote from its documentation.
struct ProductLine {
    let name: String
    let shelf: ApplianceShelf
    /// What somebody who was never upgraded runs.
    let base: String
    let product: String
    /// Estimates in minutes, by package.
    let estimates: [String: Int]
    /// Products that everything older must come through.
    let floors: [String]
    /// Whether the graph says so with floors, or with prerequisites of each package.
    let floorsAreSpelt: Bool
    /// Packages that are fetched by the appliance, so that they must lie there first.
    let staged: Set<String>
    /// Packages whose prerequisites the vendor has forgotten to publish.
    var hidden: Set<String> = []

    init(_ name: String, _ random: inout SeededRandom, _ odds: LandscapeOdds) {
        self.name = name
        var packages: [AppliancePackage] = []
        var (base, major, minor, neededBase, floor) = (5, 20, 1, nil as String?, nil as String?)
        var floors: [String] = []
        for index in 0..<Int.random(in: 2...4, using: &random) {
            if random.happens(odds.major) {
                (major, minor) = (major + 1, 1)
            } else {
                minor += Int.random(in: 1...2, using: &random)
            }
            if random.happens(odds.base) {
                base += 1
                packages.append(
                    AppliancePackage(
                        .base, "\(base).0", needsBase: random.happens(500) ? "\(base - 1).0" : nil,
                        needsProduct: index > 0 && random.happens(200) ? floor : nil,
                        minutes: Double(Int.random(in: 10...40, using: &random)), restarts: random.happens(800)))
                neededBase = "\(base).0"
            }
            let version = "\(major).\(minor)"
            packages.append(
                AppliancePackage(
                    .product, version, needsBase: neededBase, needsProduct: floor,
                    minutes: Double(Int.random(in: 10...50, using: &random)), restarts: random.happens(600)))
            if random.happens(600) {
                floor = version
                floors.append(version)
            }
        }
        shelf = ApplianceShelf(packages)
        (self.base, product, self.floors) = ("5.0", "20.0", floors)
        floorsAreSpelt = random.happens(500)
        estimates = Dictionary(
            packages.map { ($0.id, max(5, Int($0.minutes * Double.random(in: 0.7...1.5, using: &random)))) }
        ) { first, _ in first }
        staged = Set(packages.map(\.id).filter { _ in random.happens(400) })
        hidden = Set(packages.filter { $0.needsBase != nil }.map(\.id).filter { _ in random.happens(odds.hidden) })
    }

    /// - Parameter forgetful: leaves out what must come first, as a saboteur.
    func graph(forgetful: Bool = false) throws -> ReleaseGraph {
        let packages = shelf.packages.compactMap { package(of: $0, forgetful) }
        let spelt = floorsAreSpelt && !forgetful ? floors.compactMap { PackageVersion($0) } : []
        return try ReleaseGraph(
            product: name, packages: packages,
            floors: spelt.map { Floor(.product, $0, reason: "its data are converted there") },
            origins: [(PackageClass.base, base), (.product, product)].compactMap { kind, text in
                PackageVersion(text).map { Origin(kind, $0) }
            })
    }

    private func package(of made: AppliancePackage, _ forgetful: Bool) -> Package? {
        guard let id = PackageID(made.id), let version = PackageVersion(made.version) else { return nil }
        let isSilent = forgetful || hidden.contains(made.id)
        let needsProduct = made.kind == .product && floorsAreSpelt ? nil : made.needsProduct
        return Package(
            id: id, name: made.id, packageClass: made.kind == .base ? .base : .product, version: version,
            requiredBase: isSilent ? nil : made.needsBase.flatMap { VersionConstraint(">=\($0)") },
            requiredProduct: isSilent ? nil : needsProduct.flatMap { VersionConstraint(">=\($0)") },
            estimate: .minutes(estimates[made.id] ?? 60), restarts: made.restarts,
            source: staged.contains(made.id) ? "shelf:\(made.id)" : nil, sha256: made.sha256)
    }
}
