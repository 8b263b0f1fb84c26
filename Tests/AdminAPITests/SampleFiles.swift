import Orchestrator
import RatchetCore
import TestSupport

extension FileReading {
    /// Reads one graph and one calendar, whatever is written; what begins with `broken` has two faults.
    static let samples = FileReading(
        graph: { octets throws(FileFaults) in try take(octets) { try Sample.graph() } },
        calendars: { octets throws(FileFaults) in try take(octets) { [try Sample.nights()] } })

    private static func take<Value>(_ octets: [UInt8], _ sample: () throws -> Value) throws(FileFaults) -> Value {
        let none = FileFaults([.init("line 1", "is broken"), .init("line 3: packages[0].id", "is missing")])
        guard !octets.starts(with: Array("broken".utf8)), let value = try? sample() else { throw none }
        return value
    }
}
