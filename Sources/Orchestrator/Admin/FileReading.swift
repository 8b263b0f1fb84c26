public import RatchetCore

/// Reads the files that people write. The orchestrator knows no YAML: whoever starts the server brings who does.
public struct FileReading: Sendable {
    /// - Throws: `FileFaults` with everything that is wrong with the file.
    public var graph: @Sendable (_ octets: [UInt8]) throws(FileFaults) -> ReleaseGraph
    public var calendars: @Sendable (_ octets: [UInt8]) throws(FileFaults) -> [WindowCalendar]

    public init(
        graph: @escaping @Sendable ([UInt8]) throws(FileFaults) -> ReleaseGraph,
        calendars: @escaping @Sendable ([UInt8]) throws(FileFaults) -> [WindowCalendar]
    ) {
        (self.graph, self.calendars) = (graph, calendars)
    }

    /// A graph, or why its file can't be taken.
    /// - Throws: `AdminProblem`
    public func readGraph(_ text: String) throws -> ReleaseGraph {
        do { return try graph(Array(text.utf8)) } catch { throw AdminProblem.unreadable("graph", error) }
    }

    /// - Throws: `AdminProblem`
    public func readCalendars(_ text: String) throws -> [WindowCalendar] {
        do { return try calendars(Array(text.utf8)) } catch { throw AdminProblem.unreadable("calendar", error) }
    }
}

/// Everything that is wrong with a file.
public struct FileFaults: Error, Sendable, Equatable {
    public struct Fault: Sendable, Equatable {
        /// `line 12: packages[3].base`, as far as it is known.
        public let place: String
        public let text: String

        public init(_ place: String, _ text: String) { (self.place, self.text) = (place, text) }
    }

    public let faults: [Fault]

    public init(_ faults: [Fault]) { self.faults = faults }
}

extension AdminProblem {
    /// How many faults of a file are told at most.
    private static let faultsTold = 100

    fileprivate static func unreadable(_ what: String, _ found: FileFaults) -> AdminProblem {
        let count = found.faults.count
        return AdminProblem(
            .invalid, code: "invalid-\(what)-file", title: "The file can't be taken as it is written",
            detail: """
                It has \(count == 1 ? "one fault" : "\(count) faults"), and nothing of it was kept. Mend what is listed and \
                send it again.
                """,
            faults: found.faults.prefix(faultsTold).map { Fault($0.place, $0.text) })
    }
}
