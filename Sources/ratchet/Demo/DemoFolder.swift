import Foundation
import LocalServer
import Wording

/// Where one run of the demo keeps everything: the server's data and configuration, its log, and
/// the state of what is simulated.
struct DemoFolder {
    let url: URL
    var configuration: URL { url.appendingPathComponent("ratchet.yaml") }
    /// Where the server keeps its data.
    var data: URL { url.appendingPathComponent("data") }
    var serverLog: URL { url.appendingPathComponent("server.log") }

    /// Makes a new folder, under `parent` or where the system keeps temporary files.
    init(in parent: String?) throws {
        url = try RunFolder.make(
            "ratchet-demo", in: parent.map { URL(fileURLWithPath: $0, isDirectory: true) })
    }

    /// - Parameter settings: those of the server, in YAML.
    func writeConfiguration(_ settings: String) throws {
        let head =
            "# Written by `ratchet demo`. Start the server again with: ratchet serve --config \(ShellWord.quoted(configuration.path))\n"
        try Data((head + settings).utf8).write(to: configuration)
    }
}
