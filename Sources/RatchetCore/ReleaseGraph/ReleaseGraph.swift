/// The packages that there are for one kind of appliance, and how one comes from one to the other.
///
/// Versions of base and product are its nodes, packages its edges. A base package takes (base, product) to (its version, product) where
/// its version is newer and its constraints hold, a product package likewise; a licence changes no version. A graph is sound: one with
/// faults can't be made, so whoever has one need not look again.
public struct ReleaseGraph: Sendable {
    /// What the packages are for, as people call it.
    public let product: String
    public let packages: [Package]
    public let floors: [Floor]
    public let origins: [Origin]
    let index: GraphIndex
    private let places: [PackageID: Int]

    /// - Throws: every fault at once.
    public init(
        product: String, packages: [Package], floors: [Floor] = [], origins: [Origin] = []
    ) throws(GraphFaults) {
        (self.product, self.packages, self.floors, self.origins) = (product, packages, floors, origins)
        index = GraphIndex(packages, floors, origins)
        places = Dictionary(packages.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first }
        let faults = GraphCheck(packages, floors, origins, index).faults
        if !faults.isEmpty { throw GraphFaults(faults) }
    }

    public subscript(id: PackageID) -> Package? { places[id].map { packages[$0] } }

    /// Whether it can be installed at all. Withdrawn packages keep their exits but are no edge any more.
    func isLive(_ move: Move) -> Bool {
        packages[move.package].withdrawn == nil && !move.base.isEmpty && !move.product.isEmpty
    }

    func place(of id: PackageID) -> Int? { places[id] }

    func move(_ id: PackageID) -> Move? { places[id].map { index.moves[$0] } }

    func package(of move: Move) -> Package { packages[move.package] }
}

extension ReleaseGraph: Equatable {
    public static func == (left: ReleaseGraph, right: ReleaseGraph) -> Bool {
        (left.product, left.floors) == (right.product, right.floors) && left.packages == right.packages
            && left.origins == right.origins
    }
}
