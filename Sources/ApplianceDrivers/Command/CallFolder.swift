import Foundation
import Ports
import RatchetCore
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What one call leaves on disk, readable by its owner only: `request.json`, `output`, `errors`, `process` (its id), `end.json`, `failed`
/// where that is what came of it, and `work`, the folder that the executable runs in.
///
/// `output` is made exclusively and before the start: for a call that is done once it is the mark that it was begun. While any
/// process writes to it, it is locked, so that a server that starts anew can tell whether the executable still runs.
struct CallFolder: Sendable {
    let url: URL

    var request: URL { url.appending(path: "request.json") }
    var output: URL { url.appending(path: "output") }
    var errors: URL { url.appending(path: "errors") }
    var end: URL { url.appending(path: "end.json") }
    private var process: URL { url.appending(path: "process") }
    private var failed: URL { url.appending(path: "failed") }
    var work: URL { url.appending(path: "work") }

    /// The folder of a call that is done once: the same one for the same key.
    init(of call: DriverCall, in records: URL) {
        url = records.appending(path: "\(call.request.verb.rawValue).\(CallFolder.name(call.key))")
    }

    /// A folder that is there.
    init(existing url: URL) { self.url = url }

    /// A folder for a call that may be done again.
    private init(repeated call: CallFolder, time: Int) {
        url = call.url.deletingLastPathComponent().appending(path: "\(call.url.lastPathComponent).\(time)")
    }

    /// Makes a new folder for a call that may have been done before under the same key.
    static func makeNew(for call: DriverCall, in records: URL) throws -> CallFolder {
        let first = CallFolder(of: call, in: records)
        for time in 1...1000 {
            let folder = time == 1 ? first : CallFolder(repeated: first, time: time)
            if try folder.make() { return folder }
        }
        throw POSIXError(.EEXIST)
    }

    /// False where it was there.
    @discardableResult
    func make() throws -> Bool {
        let parent = url.deletingLastPathComponent()
        try FileManager.default.createDirectory(
            at: parent, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        guard try CallFolder.makeFolder(url) else { return false }
        try CallFolder.makeFolder(work)
        try CallFolder.keep(parent)
        return true
    }

    /// Makes what is in a folder's list of names survive a loss of power.
    static func keep(_ folder: URL) throws {
        let handle = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { throw POSIXError.last }
        defer { close(handle) }
        guard fsync(handle) == 0 else { throw POSIXError.last }
    }

    /// Whether this call was begun, as far as the disk tells.
    var isBegun: Bool { access(output.path, F_OK) == 0 }

    func writeEnd(_ end: CallEnd) throws { try CallFolder.write(JSONEncoder().encode(end), to: self.end) }

    /// For whoever wants to know what is at work, and perhaps end it.
    func writeProcess(_ id: pid_t) { try? CallFolder.write(Data("\(id)\n".utf8), to: process) }

    func readProcess() -> Int? {
        guard let data = try? Data(contentsOf: process) else { return nil }
        return Int(String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
    }

    /// Nothing in it is worth keeping for long.
    func markFailed() { try? CallFolder.write(Data(), to: failed) }

    /// Writes a whole file that only its owner can read.
    static func write(_ data: Data, to file: URL) throws {
        let new = file.deletingLastPathComponent().appending(path: ".\(file.lastPathComponent).\(UUID().uuidString)")
        defer { unlink(new.path) }
        let handle = try FileDescriptor.open(
            FilePath(new.path), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
            permissions: .ownerReadWrite)
        try handle.closeAfter { _ = try handle.writeAll(data) }
        guard rename(new.path, file.path) == 0 else { throw POSIXError.last }
    }

    func readEnd() -> CallEnd? {
        guard let data = try? Data(contentsOf: end) else { return nil }
        return (try? JSONDecoder().decode(CallEnd.self, from: data)) ?? .unseen
    }

    /// Keeps the newest failed calls of a verb that may be called again, and removes the others. What an answered one left may be what it
    /// was called for, a backup perhaps, and stays.
    static func thinOut(_ verb: DriverVerb, in records: URL) {
        let dated = all(of: verb, in: records).filter { verb.isRepeatedOften || $0.isFailed }
            .map { ($0, $0.begunAt ?? .distantPast) }
        for (folder, _) in dated.sorted(by: { $0.1 > $1.1 }).dropFirst(verb.failuresKept) { folder.remove() }
    }

    /// The folders of a verb's calls.
    static func all(of verb: DriverVerb, in records: URL) -> [CallFolder] {
        let folders = try? FileManager.default.contentsOfDirectory(at: records, includingPropertiesForKeys: nil)
        return (folders ?? []).filter { $0.lastPathComponent.hasPrefix("\(verb.rawValue).") }
            .map(CallFolder.init(existing:))
    }

    private var isFailed: Bool { access(failed.path, F_OK) == 0 }

    /// When it was begun: the request is the first that is written.
    var begunAt: Date? {
        [request, url].lazy.compactMap { file in
            (try? FileManager.default.attributesOfItem(atPath: file.path))?[.modificationDate] as? Date
        }.first
    }

    func remove() { try? FileManager.default.removeItem(at: url) }

    @discardableResult
    private static func makeFolder(_ url: URL) throws -> Bool {
        if mkdir(url.path, 0o700) == 0 { return true }
        guard errno == EEXIST else { throw POSIXError.last }
        return false
    }

    /// A file's name for an id: other characters than letters, digits, `-` and `_` as `%` and two digits, so that no two ids
    /// have the same one.
    static func name(_ id: String) -> String {
        id.utf8.map { octet in
            let character = Character(Unicode.Scalar(octet))
            let isPlain = octet < 128 && (character.isLetter || character.isNumber || "-_".contains(character))
            return isPlain ? String(character) : "%\(Hex.text([octet]))"
        }.joined()
    }
}

extension CallFolder {
    /// The id that a file was named after; the name itself where it is none.
    static func id(_ name: String) -> String { name.removingPercentEncoding ?? name }
}

extension POSIXError {
    /// What the C library has just complained of.
    static var last: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }

    var words: String { String(cString: strerror(code.rawValue)) }
}

extension DriverVerb {
    /// What is asked every few minutes, and leaves nothing behind where it was answered.
    var isRepeatedOften: Bool { self == .inventory || self == .health }

    /// How many of its calls that failed are kept to be looked at. Half a backup is large.
    fileprivate var failuresKept: Int { isRepeatedOften ? 20 : 5 }
}
