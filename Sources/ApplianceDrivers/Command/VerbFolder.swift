import Foundation
import Ports
import RatchetCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The operator's folder of executables, each named after the verb that it does.
struct VerbFolder: Sendable {
    let url: URL

    enum Entry: Equatable {
        /// No such file, or none that may be executed: the driver lacks the verb.
        case missing
        case executable(path: String)
        /// It is there and is not run, for a reason that a person can do something about.
        case unsafe(String)
    }

    func entry(for verb: DriverVerb) -> Entry {
        let path = url.appending(path: verb.rawValue).path
        guard let mode = Self.mode(path), mode & S_IFMT == S_IFREG, access(path, X_OK) == 0 else { return .missing }
        // Whoever can write it could let this server do anything.
        if mode & S_IWOTH != 0 { return .unsafe("\(path) can be written by everybody: `chmod o-w` it") }
        if let folder = Self.mode(url.path), folder & S_IWOTH != 0 {
            return .unsafe("\(url.path) can be written by everybody: `chmod o-w` it")
        }
        return .executable(path: path)
    }

    var verbs: Set<DriverVerb> { Set(DriverVerb.allCases.filter { entry(for: $0) != .missing }) }

    /// What is wrong with the folder as a whole, for whoever wrote its name into the configuration.
    var faults: [String] {
        guard let mode = Self.mode(url.path), mode & S_IFMT == S_IFDIR else { return ["\(url.path) is not a folder"] }
        var faults = DriverVerb.allCases.compactMap { verb in
            if case .unsafe(let reason) = entry(for: verb) { reason } else { nil }
        }
        if !verbs.contains(.inventory) {
            faults.append("\(url.path) has no executable named `inventory`: nothing can be planned without one")
        }
        return faults.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private static func mode(_ path: String) -> mode_t? {
        var facts = stat()
        return stat(path, &facts) == 0 ? facts.st_mode : nil
    }
}
