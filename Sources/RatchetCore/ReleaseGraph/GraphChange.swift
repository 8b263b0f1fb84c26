/// What a release graph that takes the place of another changes.
public struct GraphChange: Sendable, Equatable {
    /// By id, as the others.
    public let added: [PackageID]
    /// In both, and not the same.
    public let changed: [PackageID]
    public let removed: [PackageID]
    /// Whether a floor or an origin comes, goes or is another.
    public let changesStops: Bool

    public var isNothing: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty && !changesStops }

    /// - Parameter before: nil where there is none yet.
    public init(from before: ReleaseGraph?, to after: ReleaseGraph) {
        added = after.packages.map(\.id).filter { before?[$0] == nil }.sorted()
        changed = after.packages.filter { package in before?[package.id].map { $0 != package } ?? false }.map(\.id)
            .sorted()
        removed = before?.packages.map(\.id).filter { after[$0] == nil }.sorted() ?? []
        let (floors, origins) = (before?.floors ?? [], before?.origins ?? [])
        changesStops = !floors.hasSame(as: after.floors) || !origins.hasSame(as: after.origins)
    }
}

extension Array where Element: Equatable {
    /// Whether both have the same elements, in whatever order.
    fileprivate func hasSame(as other: [Element]) -> Bool {
        count == other.count && allSatisfy(other.contains) && other.allSatisfy(contains)
    }
}
