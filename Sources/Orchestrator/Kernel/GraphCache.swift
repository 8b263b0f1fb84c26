import RatchetCore
import Storage
import Synchronization

/// Release graphs in memory, each read again whenever the database has another revision of it.
final class GraphCache: Sendable {
    private let held = Mutex<[String: (revision: Int64, graph: ReleaseGraph)]>([:])

    /// The graph as the transaction sees it; nil where there is none for this product.
    func graph(of product: String, _ store: inout StoreTransaction) throws -> ReleaseGraph? {
        guard let summary = try store.graphSummary(of: product) else { return nil }
        let cached = held.withLock { $0[product] }
        if let cached, cached.revision == summary.revision { return cached.graph }
        guard let fresh = try store.graph(of: product) else { return nil }
        held.withLock { $0[product] = (summary.revision, fresh) }
        return fresh
    }
}
