import Foundation
import RatchetCore
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The calls of one appliance that are done once, as their folders tell: what is begun is at work until its end is written down, or until no
/// process has its output open any more. That holds for what a server began that is no more, too (D4).
struct EarlierCalls {
    let records: URL

    /// The oldest that is still at work, with its folder.
    func atWork() -> (folder: CallFolder, call: CallAtWork)? {
        let found = DriverVerb.allCases.filter(\.isOneShot).flatMap { verb in
            CallFolder.all(of: verb, in: records).filter { $0.isBegun && $0.readEnd() == nil && !$0.isAbandoned }
                .map { ($0, call(verb, $0)) }
        }
        return found.min { ($0.1.since, $0.1.key) < ($1.1.since, $1.1.key) }
    }

    /// Keeps everybody else from beginning such a call meanwhile, also another server on the same folder.
    func alone<Result>(_ body: () throws -> Result) throws -> Result {
        let handle = open(records.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { throw POSIXError.last }
        defer { close(handle) }
        while flock(handle, LOCK_EX) != 0 { guard errno == EINTR else { throw POSIXError.last } }
        return try body()
    }

    private func call(_ verb: DriverVerb, _ folder: CallFolder) -> CallAtWork {
        let begunAt = folder.begunAt?.timeIntervalSince1970 ?? 0
        return CallAtWork(
            verb: verb, key: CallFolder.id(String(folder.url.lastPathComponent.dropFirst(verb.rawValue.count + 1))),
            since: Instant(seconds: Int64(begunAt)), process: folder.readProcess(), folder: folder.url.path)
    }
}
