import Foundation
import Storage

/// Why the server did not start, in words for a person.
struct StartProblem: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }

    /// A store that can't be opened. A PostgreSQL URL is not repeated: it may hold a password.
    ///
    /// - Parameter file: the SQLite file; nil for PostgreSQL.
    init(_ error: StoreError, file: URL?) {
        let place = file.map { "\($0.path) (data)" } ?? "the PostgreSQL database (store)"
        switch error {
        case .full(let detail):
            self.init(
                "there is no room left for \(place): \(detail). Make room on its disk, then start the server again.")
        case .busy(let detail), .unavailable(let detail):
            let wayOut =
                file == nil
                ? "See that PostgreSQL runs, that store names it, and that this user may connect"
                : "See that this user may read and write there"
            self.init("\(place) can't be used: \(detail). \(wayOut), then start the server again.")
        case .conflict(let detail), .corrupt(let detail):
            self.init(
                "\(place) does not fit this program: \(detail). Restore a backup, or start the version that wrote it.")
        }
    }

    /// What an error of the file system says beyond that it is one.
    static func words(for error: any Error) -> String {
        error.localizedDescription.replacing("The operation could not be completed. ", with: "")
    }
}
