/// One synchronisation: what the manifest names, what was fetched of it, what is left.
///
/// Nothing takes effect before the last fetch, and what the manifest no longer names goes only then (reference 2.1).
struct DeclarationSync: Equatable, Sendable {
    let manifest: Manifest
    private(set) var remaining: [ManifestEntry]
    private var fetched: [DeclarationKey: HeldDeclaration] = [:]
    private var missing: Set<DeclarationKey> = []

    /// Only what is new or has another token is fetched.
    init(manifest: Manifest, held: [HeldDeclaration]) {
        self.manifest = manifest
        let tokens = Dictionary(held.map { ($0.key, $0.serverToken) }, uniquingKeysWith: { $1 })
        remaining = manifest.entries.filter { tokens[$0.key] != $0.serverToken }
    }

    mutating func received(_ declaration: HeldDeclaration, for entry: ManifestEntry) {
        remaining.removeAll { $0 == entry }
        fetched[entry.key] = declaration
    }

    /// 404: the server no longer has it, and so the device doesn't either.
    mutating func notOnServer(_ entry: ManifestEntry) {
        remaining.removeAll { $0 == entry }
        missing.insert(entry.key)
    }

    /// What the device holds after it.
    func applied(to held: [HeldDeclaration]) -> [HeldDeclaration] {
        let kept = Dictionary(held.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
        var result: [DeclarationKey: HeldDeclaration] = [:]
        for entry in manifest.entries where !missing.contains(entry.key) {
            result[entry.key] = fetched[entry.key] ?? kept[entry.key]
        }
        return result.values.sorted { $0.key < $1.key }
    }
}
