import FleetSimulator
import Orchestrator
import RatchetCore
import Testing

@testable import ratchet

@Suite("The graph of the appliance's demo")
struct DemoGraphTests {
    private func path() throws -> [String] {
        let graph = try FileReading.yaml.readGraph(DemoGraph.packages)
        let start = InstalledVersions(
            base: PackageVersion(DemoGraph.start.base), product: PackageVersion(DemoGraph.start.product))
        guard case .path(let path) = graph.path(from: start, to: .newest) else { return [] }
        return path.hops.map(\.package.id.text)
    }

    @Test func `its path has a required stop, and a base package on either side of it`() throws {
        #expect(
            try path() == ["base-6.1.0", "product-22.3.2", "product-23.1.2", "base-7.0.1", "product-24.1.0"])
    }

    @Test func `the appliance is five product versions behind`() {
        let newer = ApplianceShelf.support.packages.filter {
            $0.kind == .product && $0.version != DemoGraph.start.product
        }
        #expect(newer.count == 5)
    }

    @Test func `its calendar can be read`() throws {
        #expect(try FileReading.yaml.readCalendars(DemoGraph.calendars).map(\.name) == [DemoFolder.calendar])
    }
}
