import Foundation

/// `TargetLocalDateTime`: a wall-clock time without a zone, `yyyy-mm-ddThh:mm:ss` and nothing else.
struct LocalDeadline: Codable, Equatable, Sendable {
    /// As it was sent.
    let text: String
    private let fields: [Int]

    /// Nothing if the text has another form, an offset, a fraction, or is no real calendar date-time.
    init?(_ text: String) {
        let pattern = Array("dddd-dd-ddTdd:dd:dd".utf8)
        let bytes = Array(text.utf8)
        guard bytes.count == pattern.count else { return nil }
        for (byte, expected) in zip(bytes, pattern) {
            let digit = (48...57).contains(byte)
            guard expected == UInt8(ascii: "d") ? digit : byte == expected else { return nil }
        }
        let numbers = text.split(whereSeparator: { "-T:".contains($0) }).compactMap { Int($0) }
        guard numbers.count == 6, LocalDeadline.isReal(numbers) else { return nil }
        self.text = text
        fields = numbers
    }

    /// The moment at which a device in this zone enforces; the device resolves gaps and overlaps of summer time.
    func date(in zone: TimeZone) -> Date? {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let components = DateComponents(
            year: fields[0], month: fields[1], day: fields[2], hour: fields[3], minute: fields[4], second: fields[5])
        return calendar.date(from: components)
    }

    private static func isReal(_ fields: [Int]) -> Bool {
        let (year, month, day) = (fields[0], fields[1], fields[2])
        guard year >= 1, (1...12).contains(month) else { return false }
        let leap = (year.isMultiple(of: 4) && !year.isMultiple(of: 100)) || year.isMultiple(of: 400)
        let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...lengths[month - 1]).contains(day) && (0...23).contains(fields[3]) && (0...59).contains(fields[4])
            && (0...59).contains(fields[5])
    }
}
