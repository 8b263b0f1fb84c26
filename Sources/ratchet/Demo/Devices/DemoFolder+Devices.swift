import FleetSimulator
import Foundation

extension DemoFolder {
    /// Certificates and keys of this run: `roots.pem`, `push.pem`, `server.pem`.
    var tls: URL { url.appendingPathComponent("tls") }
    var fleetState: URL { url.appendingPathComponent("fleet.json") }

    /// Writes the server's configuration. What is shortened are pauses; every stored time is real.
    func writeConfiguration(admin: Int, devices: Int, stand endpoints: FleetEndpoints) throws {
        try writeConfiguration(
            """
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

            """)
    }
}
