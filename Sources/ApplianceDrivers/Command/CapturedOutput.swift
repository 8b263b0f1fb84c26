import Foundation
import Ports

/// Reads an executable's output while it grows: progress as it comes, and the last object seen.
struct CapturedOutput {
    private let file: URL
    private var offset: Int64 = 0
    private var rest = Data()
    /// Whether the rest of a line is left out because it is too long.
    private var skips = false
    /// The last line that is a JSON object without `progress`.
    private(set) var answer: Data?

    init(_ file: URL) { self.file = file }

    /// How much is told at a time: an executable that prints without end is not let through in full.
    private static let mostProgress = 20
    /// Octets that are read at a time: it may print faster than this reads.
    private static let mostOctets: Int64 = 1 << 20

    /// Whether there was more than is read at a time.
    private(set) var hasMore = false

    /// Reads what has come since the last time, and returns the newest progress in it.
    ///
    /// - Parameter isOver: nothing more is written. Of what is still unread the end counts, where the answer is.
    mutating func read(isOver: Bool = false) -> [DriverProgress] {
        let size = Self.size(file)
        if isOver, size - offset > Int64(AnswerLimits.output) {
            (offset, rest, skips) = (size - Int64(AnswerLimits.output), Data(), true)
        }
        let end = isOver ? size : min(size, offset + Self.mostOctets)
        hasMore = end < size
        var news: [DriverProgress] = []
        while offset < end, let octets = next(before: end), !octets.isEmpty { take(octets, into: &news) }
        if isOver {
            takeLine(rest, into: &news)
            rest = Data()
        }
        return news
    }

    /// Begins again: the file was cut short.
    mutating func restart() { (offset, rest, skips) = (0, Data(), false) }

    private mutating func take(_ octets: Data, into news: inout [DriverProgress]) {
        var lines = octets.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let last = lines.popLast() ?? Data()
        for line in lines {
            takeLine(rest + line, into: &news)
            rest = Data()
        }
        rest += last
        if rest.count > AnswerLimits.line { (rest, skips) = (Data(), true) }
    }

    private mutating func takeLine(_ line: Data, into news: inout [DriverProgress]) {
        if skips {
            skips = false
            return
        }
        switch AnswerLine(line) {
        case .progress(let progress):
            if news.count == Self.mostProgress { news.removeFirst() }
            news.append(progress)
        case .object(let object): answer = object
        case .noise: break
        }
    }

    private mutating func next(before end: Int64) -> Data? {
        guard let handle = try? FileHandle(forReadingFrom: file) else { return nil }
        defer { try? handle.close() }
        guard (try? handle.seek(toOffset: UInt64(offset))) != nil,
            let octets = try? handle.read(upToCount: Int(min(end - offset, 1 << 16)))
        else { return nil }
        offset += Int64(octets.count)
        return octets
    }
}

extension CapturedOutput {
    /// The last line with words of what an executable complained of.
    static func lastLine(of file: URL) -> String? {
        guard let handle = try? FileHandle(forReadingFrom: file) else { return nil }
        defer { try? handle.close() }
        guard let length = try? handle.seekToEnd(),
            (try? handle.seek(toOffset: length - min(length, 8192))) != nil,
            let end = try? handle.readToEnd()
        else { return nil }
        let lines = String(decoding: end, as: UTF8.self).split(whereSeparator: \.isNewline)
        return lines.lazy.map { String($0).sentence }.last { !$0.isEmpty }
    }

    static func size(_ file: URL) -> Int64 {
        let facts = try? FileManager.default.attributesOfItem(atPath: file.path)
        return (facts?[.size] as? NSNumber)?.int64Value ?? 0
    }
}
