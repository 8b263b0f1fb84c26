import CalendarFile
import Orchestrator
import PackageFile
import YAMLText

extension FileReading {
    /// Release graphs and calendars in YAML or JSON.
    static let yaml = FileReading(
        graph: { octets throws(FileFaults) in
            do throws(YAMLFaults) { return try PackageFile.read(octets) } catch { throw FileFaults(error) }
        },
        calendars: { octets throws(FileFaults) in
            do throws(YAMLFaults) { return try CalendarFile.read(octets) } catch { throw FileFaults(error) }
        })
}

extension FileFaults {
    fileprivate init(_ found: YAMLFaults) {
        self.init(
            found.faults.map { fault in
                let line = fault.line.map { "line \($0)" }
                let place = [line, fault.path].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ": ")
                return Fault(place, fault.problem)
            })
    }
}
