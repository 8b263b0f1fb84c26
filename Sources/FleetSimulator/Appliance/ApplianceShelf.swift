/// All packages that a vendor has for an appliance, and what it lets be installed on what.
public struct ApplianceShelf: Codable, Equatable, Sendable {
    public let packages: [AppliancePackage]

    public init(_ packages: [AppliancePackage]) { self.packages = packages }

    /// Five product versions and three base packages, with a stop at 22.3 that everything older must make.
    public static let support = ApplianceShelf([
        AppliancePackage(.product, "21.3.1", minutes: 30), AppliancePackage(.base, "5.9.0", minutes: 20),
        AppliancePackage(.product, "22.1.4", needsBase: "5.9.0", minutes: 30),
        AppliancePackage(.base, "6.1.0", needsBase: "5.9.0", minutes: 25),
        AppliancePackage(.product, "22.3.2", needsBase: "6.1.0", needsProduct: "21.3.1", minutes: 45),
        AppliancePackage(.product, "23.1.2", needsBase: "6.1.0", needsProduct: "22.3.2", minutes: 35),
        AppliancePackage(.base, "7.0.1", needsBase: "6.1.0", minutes: 40),
        AppliancePackage(.product, "23.3.1", needsBase: "7.0.1", needsProduct: "22.3.2", minutes: 35),
        AppliancePackage(.product, "24.1.0", needsBase: "7.0.1", needsProduct: "23.1.2", minutes: 40),
        AppliancePackage(.licence, "1.0", id: "licence-video", minutes: 1, restarts: false),
    ])

    func package(_ id: String) -> AppliancePackage? { packages.first { $0.id == id } }

    /// Why the appliance greys a package out; nil where it could be installed.
    func refusal(of package: AppliancePackage, base: String, product: String) -> String? {
        if let needed = package.needsBase, ApplianceVersion(base) < ApplianceVersion(needed) {
            return "needs base \(needed)"
        }
        if let needed = package.needsProduct, ApplianceVersion(product) < ApplianceVersion(needed) {
            return "needs \(needed) first"
        }
        return nil
    }

    /// Whether it would bring something: a newer version, or a licence that is not there.
    func isNews(_ package: AppliancePackage, base: String, product: String, installed: Set<String>) -> Bool {
        switch package.kind {
        case .base: ApplianceVersion(base) < ApplianceVersion(package.version)
        case .product: ApplianceVersion(product) < ApplianceVersion(package.version)
        case .licence: !installed.contains(package.id)
        }
    }
}
