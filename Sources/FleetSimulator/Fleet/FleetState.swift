import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The state file of a fleet: everything that is needed to go on with it in another process.
///
/// One JSON object: `version`, `seed`, `server`, the ports of the stand-ins (so that a server keeps finding them), the
/// releases of the feed, each device with its identity, system, declarations, confirmed status and update walk, and
/// what is the matter with it. Times are seconds since 1970. What a device has in its hands at the moment - a request under
/// way, half a synchronisation - is not in it: a device that is switched on again asks its server.
///
/// After a kill the file may be about a second old, that of a large fleet about a minute: a device then repeats what it did
/// in that time.
struct FleetState: Codable, Sendable {
    /// Of the file's form; a file of another version is refused.
    static let currentVersion = 1
    /// A larger file is no state of a fleet.
    static let largestFile = 1 << 30

    var version = FleetState.currentVersion
    var seed: UInt64
    var server: String
    var push: ListenAddress?
    var lookup: ListenAddress?
    /// PEM of the authorities that vouch for the server, where the system's are not meant.
    var roots: Data?
    var releases: [FleetRelease]
    var devices: [SimulatedDevice]
    /// What is the matter with each device, by UDID: for whoever looks into the file; it is not read back.
    var truths: [String: DeviceTruth]?

    /// Nothing if there is no such file.
    static func load(_ path: String) throws(FleetError) -> FleetState? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw FleetError(.stateUnreadable, path, underlying: error)
        }
        guard data.count <= FleetState.largestFile else { throw FleetError(.stateUnreadable, "\(path) is too large") }
        return try decode(data, path)
    }

    static func decode(_ data: Data, _ path: String) throws(FleetError) -> FleetState {
        struct Head: Decodable { let version: Int }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .secondsSince1970
        do {
            let found = try decoder.decode(Head.self, from: data).version
            guard found == currentVersion else {
                throw FleetError(.stateVersionUnknown, "\(path) has version \(found)")
            }
            return try decoder.decode(FleetState.self, from: data)
        } catch let error as FleetError {
            throw error
        } catch {
            throw FleetError(.stateUnreadable, path, underlying: error)
        }
    }

    /// Device by device: encoded as one value, twenty thousand of them would take a gigabyte on the way.
    func encoded() throws -> Data {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .secondsSince1970
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var frame = self
        frame.devices = []
        let around = try encoder.encode(frame)
        let empty = Data(#"{"devices":[]"#.utf8)
        guard around.starts(with: empty) else { return try encoder.encode(self) }
        var data = empty.dropLast()
        for (index, device) in devices.enumerated() {
            if index > 0 { data.append(UInt8(ascii: ",")) }
            data.append(try encoder.encode(device))
        }
        data.append(UInt8(ascii: "]"))
        return data + around.dropFirst(empty.count)
    }

    /// Written beside the file and moved over it, so that a reader never sees half of it; for its owner only, because the keys of
    /// devices are in it.
    func save(_ path: String) throws(FleetError) {
        do {
            let fresh = path + ".new"
            unlink(fresh)
            let handle = open(fresh, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
            guard handle >= 0 else { throw CocoaError(.fileWriteUnknown) }
            let file = FileHandle(fileDescriptor: handle, closeOnDealloc: true)
            try file.write(contentsOf: try encoded())
            try file.close()
            guard rename(fresh, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            throw FleetError(.stateNotWritable, path, underlying: error)
        }
    }
}
