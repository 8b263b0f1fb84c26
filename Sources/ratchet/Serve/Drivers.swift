import ApplianceDrivers
import Foundation
import Orchestrator
import Ports

/// The drivers of appliances: a folder of the operator's executables for each.
enum Drivers {
    /// - Throws: `StartProblem` where the folder can't be read.
    static func directory(_ configuration: Configuration) throws -> DriverDirectory {
        var drivers: [String: any ApplianceDriver] = [:]
        let records = configuration.data.appendingPathComponent("appliances")
        for folder in try folders(in: configuration.drivers) {
            drivers[folder.lastPathComponent] = CommandDriver(executables: folder, records: records)
        }
        return DriverDirectory(drivers)
    }

    private static func folders(in drivers: URL?) throws -> [URL] {
        guard let drivers else { return [] }
        do {
            return try FileManager.default.contentsOfDirectory(
                at: drivers, includingPropertiesForKeys: [.isDirectoryKey], options: .skipsHiddenFiles
            ).filter { $0.hasDirectoryPath }
        } catch {
            throw StartProblem("\(drivers.path) (appliances.drivers) can't be read as a folder")
        }
    }
}
