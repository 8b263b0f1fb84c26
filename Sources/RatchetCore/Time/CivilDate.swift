/// A calendar date (proleptic Gregorian) without a zone.
public struct CivilDate: Sendable, Hashable, Comparable {
    public let year: Int
    /// 1 to 12.
    public let month: Int
    /// 1 to 31.
    public let day: Int

    /// Nil unless it is a date of the calendar with a year from 1 to 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= CivilDate.days(in: month, of: year)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// Nil unless the text is `yyyy-mm-dd` and a date of the calendar.
    public init?(_ text: String) {
        guard let numbers = FixedDigits.read(text, pattern: "dddd-dd-dd") else { return nil }
        self.init(year: numbers[0], month: numbers[1], day: numbers[2])
    }

    /// The date so many days after 1970-01-01 (Howard Hinnant's `civil_from_days`).
    public init(daysSince1970 days: Int64) {
        let shifted = min(max(days, -719_162), 2_932_896) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        day = Int(dayOfYear - (153 * monthIndex + 2) / 5 + 1)
        month = Int(monthIndex < 10 ? monthIndex + 3 : monthIndex - 9)
        year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
    }

    /// Days after 1970-01-01, negative before it (Howard Hinnant's `days_from_civil`).
    public var daysSince1970: Int64 {
        let shiftedYear = Int64(month <= 2 ? year - 1 : year)
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    public func adding(days: Int) -> CivilDate { CivilDate(daysSince1970: daysSince1970 + Int64(days)) }

    /// Midnight UTC of this date.
    public var utcMidnight: Instant { Instant(seconds: daysSince1970 * 86_400) }

    public static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension CivilDate: CustomStringConvertible {
    /// `yyyy-mm-dd`.
    public var description: String {
        "\(FixedDigits.write(year, 4))-\(FixedDigits.write(month, 2))-\(FixedDigits.write(day, 2))"
    }
}

/// Numbers of a fixed width in a fixed pattern, as dates and times have them.
enum FixedDigits {
    /// Reads `text` against a pattern of `d` (a digit) and literal characters; one number for each run of `d`.
    static func read(_ text: String, pattern: String) -> [Int]? {
        guard text.utf8.count == pattern.utf8.count else { return nil }
        var numbers: [Int] = []
        var inNumber = false
        for (character, expected) in zip(text.utf8, pattern.utf8) {
            guard expected == UInt8(ascii: "d") else {
                guard character == expected else { return nil }
                inNumber = false
                continue
            }
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character) else { return nil }
            if !inNumber { numbers.append(0) }
            inNumber = true
            numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(character - UInt8(ascii: "0"))
        }
        return numbers
    }

    static func write(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
