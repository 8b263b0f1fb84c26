/// Days as the feed spells them.
enum CalendarDay {
    /// Whether the text is `yyyy-mm-dd` of a day that exists.
    static func isDay(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D, let year = number(bytes[0..<4]),
            let month = number(bytes[5..<7]), let day = number(bytes[8..<10])
        else { return false }
        return year > 0 && (1...12).contains(month) && day > 0 && day <= days(of: month, in: year)
    }

    private static func days(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var sum = 0
        for digit in digits {
            guard digit >= 0x30, digit <= 0x39 else { return nil }
            sum = sum * 10 + Int(digit - 0x30)
        }
        return sum
    }
}
