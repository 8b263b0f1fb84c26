import WireText

/// A date and time of the Gregorian calendar without a zone, to the second; leap seconds do not exist.
struct CalendarTime: Equatable {
    let year: Int
    let month: Int
    let day: Int
    let hour: Int
    let minute: Int
    let second: Int

    /// Reads `yyyy-mm-ddThh:mm:ss`; nil for any other form and for a day that does not exist.
    init?(local text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 19, bytes[10] == 0x54, bytes[13] == 0x3A, bytes[16] == 0x3A,
            let date = CalendarDay(bytes[0..<10]), let hour = Int(digits: bytes[11..<13]),
            let minute = Int(digits: bytes[14..<16]), let second = Int(digits: bytes[17..<19]),
            hour < 24, minute < 60, second < 60
        else { return nil }
        (year, month, day) = (date.year, date.month, date.day)
        (self.hour, self.minute, self.second) = (hour, minute, second)
    }

    /// The time at so many seconds since 1970, in UTC. Years outside 1 to 9999 are moved to that range's ends.
    init(unixSeconds: Int64) {
        let bounded = min(max(unixSeconds, -62_135_596_800), 253_402_300_799)
        let seconds = Int(bounded)
        let (day, rest) = Self.floored(seconds, by: 86_400)
        (year, month, self.day) = Self.date(dayNumber: day)
        (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60)
    }

    /// Seconds since 1970, reading the time as UTC.
    var unixSeconds: Int64 {
        Int64(Self.dayNumber(year: year, month: month, day: day) * 86_400 + hour * 3_600 + minute * 60 + second)
    }

    /// `yyyy-mm-ddThh:mm:ss`.
    var text: String {
        let date = "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
        return "\(date)T\(Self.padded(hour, 2)):\(Self.padded(minute, 2)):\(Self.padded(second, 2))"
    }

    /// Days since 1970-01-01. Years begin in March here, so that the leap day is the last of its year.
    private static func dayNumber(year: Int, month: Int, day: Int) -> Int {
        let (era, yearOfEra) = floored(month > 2 ? year : year - 1, by: 400)
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func date(dayNumber: Int) -> (year: Int, month: Int, day: Int) {
        let (era, dayOfEra) = floored(dayNumber + 719_468, by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static func floored(_ value: Int, by divisor: Int) -> (quotient: Int, remainder: Int) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
