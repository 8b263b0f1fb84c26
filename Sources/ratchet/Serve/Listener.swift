import Foundation
import NIOCore
import ServiceLifecycle

/// A listener that says which key of the configuration is at fault when it can't listen.
struct Listener: Service {
    let key: ConfigurationKey
    let address: HostPort
    let service: any Service

    func run() async throws {
        do {
            try await service.run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw StartProblem(
                "\(address) (\(key.rawValue)) is in use; stop what listens there, or set \(key.rawValue)")
        } catch let error as IOError where error.errnoCode == EACCES || error.errnoCode == EADDRNOTAVAIL {
            throw StartProblem("\(address) (\(key.rawValue)) can't be listened on: \(error)")
        }
    }
}
