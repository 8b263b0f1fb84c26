import Orchestrator
import RatchetCore

/// What importing a release graph would change; nothing was changed.
public struct GraphPreviewResource: Codable, Sendable, Equatable {
    public var dryRun: Bool
    public var product: String
    /// Of the graph that is there; null while there is none.
    @OrNull public var revision: Int64? = nil
    public var added: [String]
    public var changed: [String]
    public var removed: [String]
    /// Whether a floor or an origin comes, goes or is another.
    public var changesStops: Bool
}

/// What importing a calendar would change.
public struct CalendarPreviewResource: Codable, Sendable, Equatable {
    public var name: String
    /// Of the one that is there; null while there is none.
    @OrNull public var revision: Int64? = nil
    /// `added`, `replaced`, `none`.
    public var change: String
    /// When the one that is there is open next; null where it never is.
    @OrNull public var openedNext: String? = nil
    @OrNull public var opensNext: String? = nil
}

/// What importing calendars would change; nothing was changed.
public struct CalendarPreviewListResource: Codable, Sendable, Equatable {
    public var dryRun: Bool
    public var calendars: [CalendarPreviewResource]
}

extension GraphPreviewResource {
    init(_ preview: GraphPreview) {
        let change = preview.change
        self.init(
            dryRun: true, product: preview.product, revision: preview.revision, added: change.added.map(\.text),
            changed: change.changed.map(\.text), removed: change.removed.map(\.text), changesStops: change.changesStops)
    }
}

extension CalendarPreviewResource {
    init(_ preview: CalendarPreview) {
        self.init(
            name: preview.name, revision: preview.revision, change: preview.change.rawValue,
            openedNext: preview.openedNext?.start.description, opensNext: preview.opensNext?.start.description)
    }
}
