import FleetSimulator

/// What the vendor publishes of the simulated appliance's packages, as an operator would write it down.
enum DemoGraph {
    static let product = "Demo Support"
    /// What the appliance runs at first: five product versions behind.
    static let start = (base: "5.9.0", product: "21.3.1")

    /// The release graph (docs/packages.md). What a stop is there for only the vendor's table tells, so that the packages leave their
    /// `product` to the floors.
    static let packages = """
        product: \(product)
        floors:
          - {version: "22.3", reason: "sessions move to another database"}
          - {version: "23.1", reason: "keys are sealed anew"}
        packages:

        """ + ApplianceShelf.support.packages.map(line).joined()

    /// A calendar that is always open (docs/calendars.md).
    static let calendars = """
        calendars:
          \(DemoFolder.calendar):
            zone: UTC
            windows:
              - {days: daily, start: "00:00", length: 24h}

        """

    private static func line(_ package: AppliancePackage) -> String {
        let requires = package.needsBase.map { ", requires: {base: \">=\($0)\"}" } ?? ""
        return """
              - {id: \(package.id), class: \(package.kind.rawValue), version: "\(package.version)"\(requires), estimate: 1m, \
            sha256: "\(package.sha256)"}

            """
    }
}
