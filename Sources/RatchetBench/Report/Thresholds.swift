import Foundation

/// What is not to be exceeded: kept in git, so that a change of one is seen and has a reason.
struct Thresholds: Decodable {
    /// For each request the ratio of its processor time to that of the handler that does nothing, by title.
    let ratios: [String: Double]
    /// For each part the time of its best run, in milliseconds, by name.
    let milliseconds: [String: Double]
    /// Likewise, of its median run, where that is what is promised.
    let medianMilliseconds: [String: Double]
    /// The slope of the growth.
    let growth: Double
    /// MiB that a server holds with 10,000 devices.
    let memory: Double

    init(file: String) throws {
        self = try JSONDecoder().decode(Thresholds.self, from: Data(contentsOf: URL(filePath: file)))
    }
}
