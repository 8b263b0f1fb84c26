import CPQ
import Storage

/// What libpq reads in a URL, looked at before it is used: libpq repeats in its messages what it took for a host, a port or a
/// database, and a password with an unescaped `@` or `/` makes it take a part of the password for one of them.
enum PostgresURL {
    private static let unreadable = StoreError.unavailable(
        "the PostgreSQL URL can't be read; in a user or password write each of @ : / ? # % and blank in percent form, as %40"
    )
    /// What libpq repeats, and whose values have no `@` but one that stands first (an abstract socket).
    private static let repeated: Set = ["host", "hostaddr", "port", "dbname"]

    /// - Throws: `StoreError.unavailable` for a URL that libpq can't read, or reads otherwise than it was meant. Neither repeats
    ///   any of it.
    static func check(_ url: String) throws(StoreError) {
        guard let options = PQconninfoParse(url, nil) else { throw unreadable }
        defer { PQconninfoFree(options) }
        var option = options
        while let keyword = option.pointee.keyword {
            let value = option.pointee.val.map { String(cString: $0) } ?? ""
            guard isPlausible(value, for: String(cString: keyword)) else { throw unreadable }
            option += 1
        }
    }

    private static func isPlausible(_ value: String, for keyword: String) -> Bool {
        guard repeated.contains(keyword) else { return true }
        let isFreeOfAt = !value.dropFirst().contains("@")
        return keyword == "port" ? value.allSatisfy { ("0"..."9").contains($0) || $0 == "," } : isFreeOfAt
    }
}
