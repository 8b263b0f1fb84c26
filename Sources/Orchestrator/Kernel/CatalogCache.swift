import RatchetCore
import Storage
import Synchronization

/// The catalog in memory, read again whenever the database's revision of it is another one.
public final class CatalogCache: Sendable {
    private let held = Mutex(Catalog.empty)

    public init() {}

    /// The catalog as the transaction sees it.
    func catalog(_ store: inout StoreTransaction) throws -> Catalog {
        try catalog(at: store.catalogStatus().revision, &store)
    }

    /// The catalog of a revision that the transaction has just seen.
    func catalog(at revision: Int64, _ store: inout StoreTransaction) throws -> Catalog {
        let cached = held.withLock { $0 }
        if cached.revision == revision { return cached }
        let fresh = try store.catalog()
        held.withLock { if $0.revision < fresh.revision { $0 = fresh } }
        return fresh
    }
}
