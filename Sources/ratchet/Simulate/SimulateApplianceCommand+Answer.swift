import ArgumentParser
import FleetSimulator
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension SimulateApplianceCommand {
    /// Gives the appliance the order of the request, and prints how it goes on and what comes of it.
    func answer(_ file: ApplianceFile) async throws {
        let request = try ApplianceWire(try FileHandle.standardInput.readToEnd() ?? Data())
        try file.change(request.appliance) { $0.begin(request.order, call: request.call, at: Date()) }
        var told = ""
        while true {
            let now = Date()
            switch try file.change(request.appliance, { $0.state(of: request.call, at: now) }) {
            case .ended(let reply):
                // Whoever hears nothing is told nothing.
                guard let line = ApplianceWire.line(reply) else { raise(SIGKILL); return }
                return say(line)
            case .atWork(let fraction, let message, let until):
                let line = ApplianceWire.progress(fraction, message)
                if line != told { say(line) }
                told = line
                let pause = min(until?.timeIntervalSince(now) ?? 1, 0.5)
                try await Task.sleep(for: .seconds(max(pause, 0.001)))
            }
        }
    }

    private func say(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }
}
