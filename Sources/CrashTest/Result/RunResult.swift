/// What one run came to.
public struct RunResult: Encodable, Sendable {
    /// What was tried: `sqlite`, `postgres`, `full-disk`, `read-only`.
    public let name: String
    public let seed: UInt64
    /// How often the server was killed.
    public internal(set) var kills = 0
    /// At how many of these kills a device waited for an answer that then never came.
    public internal(set) var inFlight = 0
    /// How many requests were cut off by kills.
    public internal(set) var cutOff = 0
    /// How often the database was stopped on the spot.
    public internal(set) var databaseStops = 0
    /// How many requests of devices were answered 503.
    public internal(set) var refusals = 0
    /// How often everything was compared.
    public internal(set) var comparisons = 0
    /// Reports answered 200; at the end each of them is listed, or it is among the losses.
    public internal(set) var reports = 0
    /// Timelines that were compared at the end.
    public internal(set) var histories = 0
    /// Events of the stream that were compared at the end.
    public internal(set) var events = 0
    public internal(set) var seconds = 0.0
    /// What was seen, for people.
    public internal(set) var notes: [String] = []
    /// What could not be tried here, and why.
    public internal(set) var untried: [String] = []
    public internal(set) var losses: [Loss] = []
    /// What the run left; nil where nothing was lost.
    public internal(set) var folder: String?
    /// Types this run again.
    public internal(set) var repeated: String?

    init(_ name: String, seed: UInt64) { (self.name, self.seed) = (name, seed) }

    public var isGood: Bool { losses.isEmpty }

    mutating func count(_ comparison: Reader.Comparison) {
        comparisons += 1
        (reports, histories, events) = (comparison.reports, comparison.histories, comparison.events)
    }
}
