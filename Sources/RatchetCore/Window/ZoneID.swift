import Foundation

/// A time zone of the IANA database, such as `Europe/Berlin`; its rules come with Foundation (ICU), so no machine's own zone or
/// files decide anything.
public struct ZoneID: Sendable, Hashable, CustomStringConvertible {
    /// As it was spelt.
    public let text: String
    private let zone: TimeZone

    /// Nil unless it is `UTC` or an IANA name with an area in front (`Area/Place`).
    ///
    /// `CET` or `EST5EDT` are abbreviations, which mean different hours in different places, and `GMT+3` is an offset, which
    /// knows no daylight saving time: neither is taken. (`Etc/GMT+3` is an IANA name, and three hours *behind* UTC.)
    public init?(_ text: String) {
        if text == "UTC" {
            (self.text, zone) = (text, .gmt)
            return
        }
        guard (3...64).contains(text.utf8.count), text.contains("/"), !text.hasPrefix("SystemV/"),
            let zone = TimeZone(identifier: text)
        else { return nil }
        (self.text, self.zone) = (text, zone)
    }

    private init(_ text: String, _ zone: TimeZone) { (self.text, self.zone) = (text, zone) }

    public static let utc = ZoneID("UTC", .gmt)

    /// Names that somebody who wrote `text` may have meant, the nearest first.
    public static func near(_ text: String) -> [String] {
        NearMatch.of(text, among: TimeZone.knownTimeZoneIdentifiers.filter { $0.contains("/") })
    }

    public var description: String { text }

    /// How far the zone's clocks are ahead of UTC.
    func offset(at instant: Instant) -> Duration {
        .seconds(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.seconds))))
    }
}
