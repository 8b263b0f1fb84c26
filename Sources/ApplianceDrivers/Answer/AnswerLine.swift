public import Foundation
public import Ports

/// A line of an executable's output.
public enum AnswerLine: Sendable, Equatable {
    case progress(DriverProgress)
    /// A JSON object without `progress`: the last one is the answer.
    case object(Data)
    /// Anything else. It stays in the captured output and means nothing.
    case noise

    /// - Parameter octets: without the end of the line.
    public init(_ octets: Data) {
        guard octets.count <= AnswerLimits.line, octets.first(where: { $0 != 0x20 && $0 != 0x09 }) == UInt8(ascii: "{"),
            let line = try? JSONDecoder().decode(Line.self, from: octets)
        else {
            self = .noise
            return
        }
        self = line.progress.map(AnswerLine.progress) ?? .object(octets)
    }

    /// Reads whether it is progress; what else an object has is read when the verb is known.
    private struct Line: Decodable {
        let progress: DriverProgress?

        enum Key: CodingKey { case progress, message }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: Key.self)
            guard fields.contains(.progress) else {
                progress = nil
                return
            }
            let fraction = (try? fields.decodeIfPresent(Double.self, forKey: .progress)) ?? nil
            let message = (try? fields.decodeIfPresent(String.self, forKey: .message)) ?? nil
            progress = DriverProgress(
                fraction: fraction.flatMap { (0...1).contains($0) ? $0 : nil }, message: (message ?? "").sentence)
        }
    }
}
