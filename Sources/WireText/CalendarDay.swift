/// A day of the Gregorian calendar, as the feed and declarations spell it.
package struct CalendarDay: Equatable, Sendable {
    /// From 1 to 9999.
    package let year: Int
    /// From 1 to 12.
    package let month: Int
    /// From 1 to the month's last.
    package let day: Int

    /// Reads `yyyy-mm-dd`; nil for any other form and for a day that does not exist.
    package init?(_ text: some Collection<UInt8>) {
        let bytes = Array(text)
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D, let year = Int(digits: bytes[0..<4]),
            let month = Int(digits: bytes[5..<7]), let day = Int(digits: bytes[8..<10])
        else { return nil }
        guard year > 0, (1...12).contains(month), day > 0, day <= Self.days(of: month, in: year) else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    private static func days(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension Int {
    /// Reads a few decimal digits and nothing else: no sign, no digits of other scripts.
    package init?(digits: ArraySlice<UInt8>) {
        var sum = 0
        for digit in digits {
            guard digit >= 0x30, digit <= 0x39 else { return nil }
            sum = sum * 10 + Int(digit - 0x30)
        }
        self = sum
    }
}
