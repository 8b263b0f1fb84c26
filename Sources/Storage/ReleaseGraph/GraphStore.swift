public import RatchetCore

/// Which release graph there is, without its packages.
public struct GraphSummary: Sendable, Equatable {
    public let product: String
    /// Rises with each import.
    public let revision: Int64
    public let importedAt: Instant
    public let importedBy: String

    public init(product: String, revision: Int64, importedAt: Instant, importedBy: String) {
        (self.product, self.revision) = (product, revision)
        (self.importedAt, self.importedBy) = (importedAt, importedBy)
    }
}

/// Release graphs, one for each product.
public protocol GraphStore {
    /// Puts a graph in the place of the one before. Returns its revision.
    func importGraph(_ graph: ReleaseGraph, by person: String, at now: Instant) throws(StoreError) -> Int64
    /// By product.
    func graphs() throws(StoreError) -> [GraphSummary]
    func graphSummary(of product: String) throws(StoreError) -> GraphSummary?
    func graph(of product: String) throws(StoreError) -> ReleaseGraph?
}

enum GraphSQL {
    static let insert = SQLStatement(
        """
        INSERT INTO release_graph (product, revision, imported_at, imported_by, document) VALUES ($1, 1, $2, $3, $4)
        ON CONFLICT (product) DO UPDATE SET revision = release_graph.revision + 1, imported_at = excluded.imported_at,
            imported_by = excluded.imported_by, document = excluded.document
        RETURNING revision
        """)
    static let clear = SQLStatement("DELETE FROM package WHERE product = $1")
    static let insertPackage = SQLStatement("INSERT INTO package (product, id, document) VALUES ($1, $2, $3)")
    static let list = SQLStatement(
        "SELECT product, revision, imported_at, imported_by FROM release_graph ORDER BY product")
    static let find = SQLStatement(
        "SELECT product, revision, imported_at, imported_by, document FROM release_graph WHERE product = $1")
    static let packages = SQLStatement("SELECT document FROM package WHERE product = $1 ORDER BY id")
    static let all = [insert, clear, insertPackage, list, find, packages]
}

extension StoreTransaction: GraphStore {
    public func importGraph(_ graph: ReleaseGraph, by person: String, at now: Instant) throws(StoreError) -> Int64 {
        let rows = try run(
            GraphSQL.insert,
            [.text(graph.product), .int(now.microseconds), .text(person), .text(try GraphDocument(graph).text())])
        guard let revision = try rows.first?.int(0) else { throw StoreError.corrupt("a graph has no revision") }
        try write(GraphSQL.clear, [.text(graph.product)])
        var packages: [[SQLValue]] = []
        for package in graph.packages {
            packages.append(
                [.text(graph.product), .text(package.id.text), .text(try PackageDocument(package).text())])
        }
        try writeEach(GraphSQL.insertPackage, packages)
        return revision
    }

    public func graphs() throws(StoreError) -> [GraphSummary] { try run(GraphSQL.list).map(GraphSummary.init) }

    public func graphSummary(of product: String) throws(StoreError) -> GraphSummary? {
        try run(GraphSQL.find, [.text(product)]).first.map(GraphSummary.init)
    }

    public func graph(of product: String) throws(StoreError) -> ReleaseGraph? {
        guard let row = try run(GraphSQL.find, [.text(product)]).first else { return nil }
        let packages = try run(GraphSQL.packages, [.text(product)]).map { row throws(StoreError) in
            try PackageDocument(text: try row.text(0)).package()
        }
        return try GraphDocument(text: try row.text(4)).graph(product, packages)
    }
}

extension GraphSummary {
    fileprivate init(_ row: SQLRow) throws(StoreError) {
        self.init(
            product: try row.text(0), revision: try row.int(1), importedAt: Instant(microseconds: try row.int(2)),
            importedBy: try row.text(3))
    }
}
