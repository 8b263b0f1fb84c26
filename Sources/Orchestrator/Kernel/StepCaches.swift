/// What a server keeps in memory between its steps. All of it follows from the database or from a step's own values, so that a
/// server may lose it at any time and two servers need not agree about it.
public struct StepCaches: Sendable {
    let catalogs = CatalogCache()
    let situations = SituationCache()
    let manifests = ManifestCache()
    let graphs = GraphCache()
    /// The one that follows from nothing: a server that loses it writes a few lines more.
    let refusals = AuditThrottle()

    /// With nothing in them yet.
    public init() {}
}
