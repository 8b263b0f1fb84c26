import FleetSimulator
import Foundation
import LocalServer

/// Where one run of the demo keeps everything: the server's data and configuration, its log, the simulator's state.
struct DemoFolder {
    let url: URL
    var configuration: URL { url.appendingPathComponent("ratchet.yaml") }
    /// Where the server keeps its data.
    var data: URL { url.appendingPathComponent("data") }
    /// Certificates and keys of this run: `roots.pem`, `push.pem`, `server.pem`.
    var tls: URL { url.appendingPathComponent("tls") }
    var fleetState: URL { url.appendingPathComponent("fleet.json") }
    var serverLog: URL { url.appendingPathComponent("server.log") }

    /// Makes a new folder, under `parent` or where the system keeps temporary files.
    init(in parent: String?) throws {
        url = try RunFolder.make(
            "ratchet-demo", in: parent.map { URL(fileURLWithPath: $0, isDirectory: true) })
    }

    /// Writes the server's configuration. What is shortened are pauses; every stored time is real.
    func writeConfiguration(admin: Int, devices: Int, stand endpoints: FleetEndpoints) throws {
        let text = """
            # Written by `ratchet demo`. Start the server again with: ratchet serve --config \(configuration.path)
            data: ./data
            organization: Ratchet demo
            admin: {listen: "127.0.0.1:\(admin)"}
            devices:
              listen: "127.0.0.1:\(devices)"
              publicURL: "https://localhost:\(devices)"
              certificate: ./tls/server.pem
              key: ./tls/server.pem
            # A profile may name this machine's own name for itself, which no device but a simulated one would find.
            enroll: {trial: true, configurationLimit: 10s}
            lookup: {url: "\(endpoints.lookup ?? "")", interval: 10s}
            push:
              url: "\(endpoints.push ?? "")"
              roots: ./tls/roots.pem
              certificate: ./tls/push.pem
              schedule: [3s, 10s, 30s]
              retry: 2s
            plan: {minimumNotice: 1h}
            reconcile: {interval: 3s}
            enforcement: {unreachableAfter: 8s, installationSilence: 12s}

            """
        try Data(text.utf8).write(to: configuration)
    }
}
