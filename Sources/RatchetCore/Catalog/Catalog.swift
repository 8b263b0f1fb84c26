/// What can be installed today: the rows of the newest good fetch and those that stood in earlier ones.
///
/// Grouped by feed key, because "latest" differs per model (reference 6.4).
public struct Catalog: Sendable {
    /// Counts the good fetches that changed the catalog; 0 before the first.
    public let revision: Int64
    private let rowsByDevice: [FeedKey: [CatalogRow]]
    /// Sorted out once: every decision asks for them.
    private let enforceableByDevice: [FeedKey: [CatalogRow]]

    public init(revision: Int64, rows: [CatalogRow]) {
        self.revision = revision
        rowsByDevice = Dictionary(grouping: rows, by: \.device)
        enforceableByDevice = rowsByDevice.mapValues { $0.filter(\.isEnforceable) }
    }

    public static let empty = Catalog(revision: 0, rows: [])

    /// True before the first good fetch: nothing can be said about any device yet.
    public var isEmpty: Bool { rowsByDevice.isEmpty }

    /// Every kind of device that a row is for.
    var kinds: [FeedKey] { Array(rowsByDevice.keys) }

    /// Every row, in no order.
    public var allRows: [CatalogRow] { rowsByDevice.values.flatMap(\.self) }

    public func rows(for device: FeedKey) -> [CatalogRow] { rowsByDevice[device] ?? [] }

    /// Rows that MDM may enforce: `AssetSets` and Background Security Improvements (reference 6.2), of a version that a
    /// declaration can name.
    public func enforceableRows(for device: FeedKey) -> [CatalogRow] { enforceableByDevice[device] ?? [] }
}

extension CatalogRow {
    fileprivate var isEnforceable: Bool { list != .publicAssets && release.version.isDeclarable }
}
