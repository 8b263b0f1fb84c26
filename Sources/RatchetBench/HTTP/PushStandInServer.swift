import ArgumentParser
import FleetSimulator
import Foundation

/// A stand-in push service in a process of its own, that takes every push: what it costs is not counted to whoever sends them.
struct PushStandInServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "push-service", shouldDisplay: false)

    @Argument(help: "The folder into which roots.pem and push.pem are written.")
    var folder: String

    @Argument(help: "The topic of the push certificate.")
    var topic: String

    func run() async throws {
        let identity = try PushStandInIdentity()
        try identity.write(into: URL(filePath: folder), topic: topic)
        let standIn = PushStandIn(identity: identity)
        async let serving: Void = standIn.run()
        FileHandle.standardOutput.write(Data("listening devices \(try await standIn.url)\n".utf8))
        try await serving
    }
}
