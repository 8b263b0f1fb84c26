import Foundation
import RatchetCore

/// What holds for versions, rules and times, whatever text they are read from.
enum TextProperties {
    static func check(_ bytes: [UInt8]) {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", maxSplits: 7).map(String.init)
        for line in lines {
            rule(line)
            date(line)
            time(line)
            instant(line)
        }
        versions(lines.compactMap { OSVersion($0) })
        moment(bytes)
    }

    private static func versions(_ versions: [OSVersion]) {
        for version in versions {
            require((1...5).contains(version.components.count), "one to five numbers")
            require(version.components.allSatisfy { (0...999_999_999).contains($0) }, "numbers of nine digits")
            require(OSVersion(version.text)?.components == version.components, "written and read, the same version")
        }
        for (one, other) in zip(versions, versions.dropFirst()) {
            let relations = [one < other, one == other, one > other]
            require(relations.count { $0 } == 1, "one of less, equal, greater")
        }
        let sorted = versions.sorted()
        for (index, one) in sorted.enumerated() {
            require(sorted[index...].allSatisfy { one <= $0 }, "versions have an order")
        }
    }

    private static func rule(_ text: String) {
        guard let rule = VersionRule(text) else { return }
        require(rule.description == text, "a rule is spelt in one way")
        require(VersionRule(rule.description) == rule, "written and read, the same rule")
    }

    private static func date(_ text: String) {
        guard let date = CivilDate(text) else { return }
        require(date.description == text, "a date is spelt in one way")
        require(CivilDate(daysSince1970: date.daysSince1970) == date, "days and back, the same date")
    }

    private static func time(_ text: String) {
        if let time = LocalTime(text) { require(time.description == text, "a time of day is spelt in one way") }
        guard let time = LocalDateTime(text) else { return }
        require(LocalDateTime(time.description) == time, "written and read, the same time")
        require(LocalDateTime(utc: time.asUTC) == time, "moment and back, the same time")
        require(time.earliestInstant < time.asUTC && time.asUTC < time.latestInstant, "a time lies between its bounds")
    }

    private static func instant(_ text: String) {
        guard let instant = Instant(rfc3339: text) else { return }
        let again = required("an instant that was written can be read") { Instant(rfc3339: instant.description) }
        let calendar = LocalDateTime("0001-01-01T00:00:00").map(\.asUTC)
        guard let calendar, instant >= calendar, instant.seconds < 253_402_300_800 else { return }
        require(again == instant, "written and read, the same instant")
    }

    /// Any number at all as a moment: it is shown, and it can be reckoned with.
    private static func moment(_ bytes: [UInt8]) {
        guard bytes.count >= 8 else { return }
        let number = bytes[0..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let instant = Instant(microseconds: Int64(bitPattern: number))
        require(!instant.description.isEmpty, "every moment can be shown")
        require(instant + .days(1) >= instant && instant - .days(1) <= instant, "a day later is later")
        _ = Instant(seconds: 0) < instant ? instant.since(Instant(seconds: 0)) : .zero
    }
}
