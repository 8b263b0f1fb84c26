import Foundation
import LocalServer

/// A server in a process of its own, so that what it uses can be told from what asking it costs.
final class MeasuredServer: Sendable {
    private let process = Process()
    /// The process whose family is the database; nil for one that is inside the server.
    private let database: Int32?
    let port: Int

    /// Starts a program and waits until it says where devices find it.
    init(_ program: URL, _ arguments: [String], database: Int32? = nil) throws {
        self.database = database
        let output = Pipe()
        process.executableURL = program
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        try process.run()
        guard let port = MeasuredServer.port(in: output.fileHandleForReading) else {
            throw BadSample(
                description: "\(program.lastPathComponent) \(arguments.joined(separator: " ")) did not start")
        }
        self.port = port
    }

    static func doNothing() throws -> MeasuredServer {
        try MeasuredServer(ServerProcess.thisProgram(), ["do-nothing"])
    }

    var used: ServerUse {
        ServerUse(
            server: ProcessTimes.processor(of: process.processIdentifier),
            database: database.map { ProcessTimes.processor(ofFamily: $0) } ?? .zero)
    }

    /// In octets.
    var memory: Int { ProcessTimes.resident(process.processIdentifier) }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    private static func port(in output: FileHandle) -> Int? {
        var text = ""
        while true {
            let more = output.availableData
            if more.isEmpty { return nil }
            text += String(decoding: more, as: UTF8.self)
            for line in text.split(separator: "\n") where line.hasPrefix("listening devices ") {
                return line.split(separator: ":").last.flatMap { Int($0) }
            }
        }
    }
}

/// Processor time.
struct ServerUse {
    var server: Duration
    var database: Duration

    static func - (one: ServerUse, other: ServerUse) -> ServerUse {
        ServerUse(server: one.server - other.server, database: one.database - other.database)
    }
}
