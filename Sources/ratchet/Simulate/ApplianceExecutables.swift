import FleetSimulator
import Foundation
import LocalServer

/// The executables of a driver over simulated appliances, as an operator would write them.
enum ApplianceExecutables {
    /// Writes one for each verb. Each runs `ratchet simulate-appliance` with its verb.
    ///
    /// - Parameter state: the folder that the appliances live in.
    static func write(into folder: URL, state: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let program = try ServerProcess.thisProgram().path
        for verb in ApplianceWire.verbs {
            let words = [program, "simulate-appliance", "--state", state.path, verb]
            let line = words.map { "'\($0.replacing("'", with: "'\\''"))'" }.joined(separator: " ")
            let executable = folder.appending(path: verb)
            try Data("#!/bin/sh\nexec \(line)\n".utf8).write(to: executable, options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: executable.path)
        }
    }
}
