import Foundation
import YAMLText

/// A file that people write and the server takes in.
enum WrittenFile {
    /// Its text, which has no fault.
    /// - Throws: `CommandFailure` with every fault, a line each.
    static func text(_ path: String, most: Int, check: (Data) throws -> some Any) throws -> String {
        let octets = try InputFile.read(path, most: most)
        try checked(path) { _ = try check(octets) }
        guard let text = String(data: octets, encoding: .utf8) else {
            throw CommandFailure(.refused, "\(path): is not UTF-8; save it as that.")
        }
        return text
    }

    static func checked<Value>(_ path: String, _ read: () throws -> Value) throws -> Value {
        do {
            return try read()
        } catch let faults as YAMLFaults {
            throw CommandFailure(.refused, faults.faults.map { "\(path): \($0)" }.joined(separator: "\n"))
        }
    }
}
