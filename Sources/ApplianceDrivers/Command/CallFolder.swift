import Foundation
import Ports
import RatchetCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What one call leaves on disk, readable by its owner only: `request.json`, `output`, `errors`, `end.json`, and `work`, the
/// folder that the executable runs in.
///
/// `output` is made exclusively and before the start: for a call that is done once it is the mark that it was begun. While any
/// process writes to it, it is locked, so that a server that starts anew can tell whether the executable still runs.
struct CallFolder: Sendable {
    let url: URL

    var request: URL { url.appending(path: "request.json") }
    var output: URL { url.appending(path: "output") }
    var errors: URL { url.appending(path: "errors") }
    var end: URL { url.appending(path: "end.json") }
    var work: URL { url.appending(path: "work") }

    /// The folder of a call that is done once: the same one for the same key.
    init(of call: DriverCall, in records: URL) {
        url = records.appending(path: "\(call.request.verb.rawValue).\(CallFolder.name(call.key))")
    }

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

    func writeEnd(_ end: CallEnd) throws { try JSONEncoder().encode(end).write(to: self.end, options: .atomic) }

    func readEnd() -> CallEnd? {
        guard let data = try? Data(contentsOf: end) else { return nil }
        return (try? JSONDecoder().decode(CallEnd.self, from: data)) ?? .unseen
    }

    /// Keeps the newest calls of a verb that is asked often and removes the others.
    static func thinOut(_ verb: DriverVerb, in records: URL, keeping kept: Int = 20) {
        let folders = try? FileManager.default.contentsOfDirectory(
            at: records, includingPropertiesForKeys: [.contentModificationDateKey])
        let dated = (folders ?? []).filter { $0.lastPathComponent.hasPrefix("\(verb.rawValue).") }.map { folder in
            let values = try? folder.resourceValues(forKeys: [.contentModificationDateKey])
            return (folder, values?.contentModificationDate ?? .distantPast)
        }
        for (folder, _) in dated.sorted(by: { $0.1 > $1.1 }).dropFirst(kept) {
            try? FileManager.default.removeItem(at: folder)
        }
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

extension POSIXError {
    /// What the C library has just complained of.
    static var last: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }

    var words: String { String(cString: strerror(code.rawValue)) }
}
