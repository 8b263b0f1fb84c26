import FleetSimulator
import Ports
import RatchetCore
import TestSupport

extension DriverContract.Packages {
    /// Of the simulator's shelf, for an appliance on base 5.9.0 and product 21.3.1.
    static let support = DriverContract.Packages(
        next: .onShelf("product-22.1.4"), blocked: .onShelf("product-24.1.0"), silent: .onShelf("base-6.1.0"))
}

extension DrivenPackage {
    static func onShelf(_ id: String) -> DrivenPackage {
        let package = ApplianceShelf.support.packages.first { $0.id == id }
        return DrivenPackage(
            id: PackageID(stored: id), name: id, packageClass: package?.kind == .base ? .base : .product,
            version: package?.version ?? "0", sha256: package?.sha256)
    }
}
