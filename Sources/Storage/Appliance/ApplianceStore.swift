public import RatchetCore

/// Appliances and what is known of them.
public protocol ApplianceStore {
    /// Nil if there is one of that name, whatever its capitals.
    func addAppliance(_ appliance: ApplianceRecord) throws(StoreError) -> ApplianceRecord?
    /// The appliance, and the lock of its row: the first statement of every unit of work that changes something about it.
    func lockAppliance(_ id: ApplianceID) throws(StoreError) -> ApplianceRecord?
    /// By id, number or name.
    func findAppliance(_ word: String) throws(StoreError) -> ApplianceRecord?
    /// Another appliance that the same driver finds at the same address, whatever its capitals. What is free nobody else can take before
    /// this unit of work has ended.
    func holdAddress(of appliance: ApplianceRecord) throws(StoreError) -> ApplianceRecord?
    /// By number, those after it.
    func appliances(after number: Int64, limit: Int) throws(StoreError) -> [ApplianceRecord]
    /// Keeps all of it but its progress, which goes with the call that it belonged to.
    func saveAppliance(_ appliance: ApplianceRecord) throws(StoreError)
    /// Keeps what was said on the way. Returns whether that call is still awaited.
    func keepProgress(_ progress: CallProgress, of id: ApplianceID) throws(StoreError) -> Bool
    /// Asks for a new look at every appliance.
    func lookAtAllAppliances(at now: Instant) throws(StoreError)
}

enum ApplianceSQL {
    private static let columns = """
        id, number, name, product, role, driver, address, calendar, turn, contract_from, contract_until, mail,
        adopted_at, open_call, progress, document
        """
    static let insert = SQLStatement(
        """
        INSERT INTO appliance (id, number, name, name_key, product, role, driver, address, calendar, turn,
            contract_from, contract_until, mail, adopted_at, revision, document)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0, $15)
        ON CONFLICT (name_key) DO NOTHING RETURNING id
        """)
    static let lock = SQLStatement(
        "UPDATE appliance SET revision = revision + 1 WHERE id = $1 RETURNING \(columns)")
    static let find = SQLStatement(
        """
        SELECT \(columns) FROM appliance WHERE id = $1 OR number = $2 OR name_key = $3
        ORDER BY CASE WHEN name_key = $3 THEN 0 ELSE 1 END, number LIMIT 1
        """)
    static let addresses = SQLStatement(
        "SELECT id, address FROM appliance WHERE driver = $1 AND id <> $2 ORDER BY number")
    static let page = SQLStatement("SELECT \(columns) FROM appliance WHERE number > $1 ORDER BY number LIMIT $2")
    static let save = SQLStatement(
        """
        UPDATE appliance SET product = $2, role = $3, driver = $4, address = $5, calendar = $6, turn = $7,
            contract_from = $8, contract_until = $9, mail = $10, open_call = $11, document = $12, adopted_at = $13,
            progress = CASE WHEN CAST($11 AS TEXT) IS NULL THEN NULL ELSE progress END
        WHERE id = $1
        """)
    static let progress = SQLStatement(
        "UPDATE appliance SET progress = $2 WHERE id = $1 AND open_call IS NOT NULL RETURNING open_call")
    static let lookAtAll = SQLStatement(
        """
        INSERT INTO outbox (subject, kind, generation, due_at, lease_until, fence, attempts, body, created_at)
        SELECT id, '\(WorkKind.appliance)', 1, CAST($1 AS BIGINT), 0, CAST($1 AS BIGINT), 0, '', CAST($1 AS BIGINT)
        FROM appliance WHERE true
        ON CONFLICT (subject, kind) DO UPDATE SET generation = outbox.generation + 1, due_at = excluded.due_at,
            attempts = 0, body = excluded.body
        """)
    static let all = [insert, lock, find, addresses, page, save, progress, lookAtAll]
}

extension StoreTransaction: ApplianceStore {
    public func addAppliance(_ new: ApplianceRecord) throws(StoreError) -> ApplianceRecord? {
        let number = try nextNumber("appliance")
        let facts = new.facts
        let inserted = try run(
            ApplianceSQL.insert,
            [
                .text(facts.id.text), .int(number), .text(facts.name), .text(ApplianceRecord.key(facts.name)),
                .text(facts.product), .text(facts.role.rawValue), .text(new.driver), .text(new.address),
                .optional(new.calendar), .optional(new.turn?.description), .optional(new.contractFrom?.description),
                .optional(new.contractUntil?.description), .optional(new.mail),
                .int(facts.adoptedAt.microseconds), .text(try ApplianceDocument(facts).text()),
            ])
        return inserted.isEmpty ? nil : try findAppliance(facts.id.text)
    }

    public func lockAppliance(_ id: ApplianceID) throws(StoreError) -> ApplianceRecord? {
        try run(ApplianceSQL.lock, [.text(id.text)]).first.map(ApplianceRecord.init)
    }

    public func findAppliance(_ word: String) throws(StoreError) -> ApplianceRecord? {
        let key = ApplianceRecord.key(word)
        return try run(ApplianceSQL.find, [.text(word), .int(Int64(word) ?? -1), .text(key)]).first
            .map(ApplianceRecord.init)
    }

    public func holdAddress(of appliance: ApplianceRecord) throws(StoreError) -> ApplianceRecord? {
        // The counter's row is what two that want the same address wait for.
        _ = try nextNumber("appliance-address")
        let wanted = ApplianceRecord.key(appliance.address)
        for row in try run(ApplianceSQL.addresses, [.text(appliance.driver), .text(appliance.id.text)])
        where ApplianceRecord.key(try row.text(1)) == wanted {
            return try findAppliance(try row.text(0))
        }
        return nil
    }

    public func appliances(after number: Int64, limit: Int) throws(StoreError) -> [ApplianceRecord] {
        try run(ApplianceSQL.page, [.int(number), .int(Int64(limit))]).map(ApplianceRecord.init)
    }

    public func saveAppliance(_ appliance: ApplianceRecord) throws(StoreError) {
        let facts = appliance.facts
        let call = try appliance.call.map { call throws(StoreError) in try OpenCallDocument(call).text() }
        try write(
            ApplianceSQL.save,
            [
                .text(facts.id.text), .text(facts.product), .text(facts.role.rawValue), .text(appliance.driver),
                .text(appliance.address), .optional(appliance.calendar), .optional(appliance.turn?.description),
                .optional(appliance.contractFrom?.description), .optional(appliance.contractUntil?.description),
                .optional(appliance.mail), .optional(call), .text(try ApplianceDocument(facts).text()),
                .int(facts.adoptedAt.microseconds),
            ])
    }

    public func keepProgress(_ progress: CallProgress, of id: ApplianceID) throws(StoreError) -> Bool {
        let text = try CallProgressDocument(progress).text()
        guard let row = try run(ApplianceSQL.progress, [.text(id.text), .text(text)]).first else { return false }
        return try OpenCallDocument(text: try row.text(0)).key == progress.key
    }

    public func lookAtAllAppliances(at now: Instant) throws(StoreError) {
        try run(ApplianceSQL.lookAtAll, [.int(now.microseconds)])
    }
}

extension ApplianceRecord {
    /// What two names must not share, nor two addresses of one driver.
    static func key(_ name: String) -> String { name.lowercased() }

    init(_ row: SQLRow) throws(StoreError) {
        var facts = ApplianceFacts(
            id: ApplianceID(try row.text(0)), name: try row.text(2), product: try row.text(3),
            role: try ApplianceRole(rawValue: try row.text(4)).stored(),
            adoptedAt: Instant(microseconds: try row.int(12)))
        try ApplianceDocument(text: try row.text(15)).fill(&facts)
        self.init(
            number: try row.int(1), driver: try row.text(5), address: try row.text(6),
            calendar: try row.optionalText(7), turn: try ApplianceRecord.date(row, 8),
            contractFrom: try ApplianceRecord.date(row, 9), contractUntil: try ApplianceRecord.date(row, 10),
            mail: try row.optionalText(11), facts: facts,
            call: try row.optionalText(13).map { text throws(StoreError) in try OpenCallDocument(text: text).call() },
            progress: try row.optionalText(14).map { text throws(StoreError) in
                try CallProgressDocument(text: text).progress
            })
    }

    private static func date(_ row: SQLRow, _ column: Int) throws(StoreError) -> CivilDate? {
        guard let text = try row.optionalText(column) else { return nil }
        return try CivilDate(text).stored()
    }
}
