/// A value of a YAML document (YAML 1.1, as libyaml reads it), with the place where it stands.
///
/// Every scalar is text: `22:00`, `no` and `1.10` stay what somebody typed, and whoever expects a number reads one.
public struct YAMLValue: Sendable, Equatable {
    public enum Content: Sendable, Equatable {
        /// Nothing, `~` or `null` without quotes.
        case nothing
        case text(String)
        case list([YAMLValue])
        /// In the order of the file; no key stands there twice.
        case fields([YAMLField])
    }

    public let content: Content
    /// From 1.
    public let line: Int
    /// The keys and numbers that lead here, `calendars.nights.windows[1].start`; empty for the whole document.
    public let path: String
}

/// A key of a mapping with its value.
public struct YAMLField: Sendable, Equatable {
    public let key: String
    /// Of the key, from 1.
    public let line: Int
    public let value: YAMLValue
}
