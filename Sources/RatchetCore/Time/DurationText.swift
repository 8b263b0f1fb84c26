/// Durations as people write them: `500ms`, `30s`, `10m`, `24h`, `3d`.
public enum DurationText {
    private static let units: [(suffix: String, one: Duration)] = [
        ("ms", .milliseconds(1)), ("s", .seconds(1)), ("m", .minutes(1)), ("h", .hours(1)), ("d", .days(1)),
    ]

    /// Nil unless it is a whole number from 0 to a million with a unit.
    public static func read(_ text: String) -> Duration? {
        let trimmed = text.filter { !$0.isWhitespace }
        for (suffix, one) in units where trimmed.hasSuffix(suffix) {
            let number = trimmed.dropLast(suffix.count)
            if let count = Int(number), (0...1_000_000).contains(count) { return one * count }
        }
        return nil
    }

    /// Nil unless it is one to twenty durations with commas between.
    public static func readList(_ text: String) -> [Duration]? {
        let durations = text.split(separator: ",").map { read(String($0)) }
        guard (1...20).contains(durations.count) else { return nil }
        let known = durations.compactMap(\.self)
        return known.count == durations.count ? known : nil
    }
}
