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
        guard Self.type(path) == .typeRegular, access(path, X_OK) == 0 else { return .missing }
        // Whoever can write it could let this server do anything.
        for path in [path, url.path] where Self.isWritableByAll(path) {
            return .unsafe("\(path) can be written by everybody: `chmod o-w` it")
        }
        return .executable(path: path)
    }

    var verbs: Set<DriverVerb> { Set(DriverVerb.allCases.filter { entry(for: $0) != .missing }) }

    /// What is wrong with the folder as a whole, for whoever wrote its name into the configuration.
    var faults: [String] {
        guard Self.type(url.path) == .typeDirectory else { return ["\(url.path) is not a folder"] }
        var faults = DriverVerb.allCases.compactMap { verb in
            if case .unsafe(let reason) = entry(for: verb) { reason } else { nil }
        }
        if !verbs.contains(.inventory) {
            faults.append("\(url.path) has no executable named `inventory`: nothing can be planned without one")
        }
        return faults.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private static func type(_ path: String) -> FileAttributeType? { facts(path)?[.type] as? FileAttributeType }

    private static func isWritableByAll(_ path: String) -> Bool {
        ((facts(path)?[.posixPermissions] as? NSNumber)?.intValue ?? 0) & 0o002 != 0
    }

    /// Of what a path leads to.
    private static func facts(_ path: String) -> [FileAttributeKey: Any]? {
        let target = URL(filePath: path).resolvingSymlinksInPath().path
        return try? FileManager.default.attributesOfItem(atPath: target)
    }
}
