import FleetSimulator
import Foundation
import LocalServer

/// Where one run keeps everything: configuration, log, and the server's data unless that lies on a volume of its own.
struct SiteFolder: Sendable {
    let url: URL
    var configuration: URL { url.appendingPathComponent("ratchet.yaml") }
    var log: URL { url.appendingPathComponent("server.log") }
    /// Where a volume of its own is mounted.
    var volume: URL { url.appendingPathComponent("volume") }
    /// Where what a volume of its own held is kept, when something was lost.
    var kept: URL { url.appendingPathComponent("kept") }
    var database: URL { url.appendingPathComponent("data/ratchet.sqlite") }

    /// The data folder that the configuration means by this.
    func data(_ written: String) -> URL {
        written.hasPrefix("/") ? URL(fileURLWithPath: written) : url.appendingPathComponent(written)
    }

    /// Makes a new folder, under `parent` or where the system keeps temporary files.
    init(in parent: URL?) throws {
        url = try RunFolder.make("ratchet-crash", in: parent)
        try FileManager.default.createDirectory(
            at: volume, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }

    /// What is shortened are pauses, so that a run is over soon; nothing else differs from a server in use.
    func writeConfiguration(_ ports: SitePorts, store: String, data: String, _ endpoints: FleetEndpoints) throws {
        let text = """
            # Written by the crash test. Start the server again with: ratchet serve --config \(configuration.path)
            data: \(data)
            store: "\(store)"
            organization: Ratchet crash test
            admin: {listen: "127.0.0.1:\(ports.admin)"}
            devices: {listen: "127.0.0.1:\(ports.devices)", insecure: true}
            lookup: {url: "\(endpoints.lookup ?? "")", interval: 2s}
            push: {url: "\(endpoints.push ?? "")", schedule: [1s, 2s, 5s], retry: 500ms}
            plan: {minimumNotice: 1h}
            reconcile: {interval: 1s}
            enforcement: {unreachableAfter: 4s, installationSilence: 6s}

            """
        try Data(text.utf8).write(to: configuration)
    }

    /// What the server has printed since its log had this length.
    func logged(since length: Int) -> String {
        guard let data = try? Data(contentsOf: log) else { return "" }
        return String(decoding: data.dropFirst(length), as: UTF8.self)
    }

    var logLength: Int { (try? Data(contentsOf: log))?.count ?? 0 }

    func remove() { try? FileManager.default.removeItem(at: url) }
}

/// Where the server listens.
struct SitePorts: Sendable {
    let admin: Int
    let devices: Int
}
