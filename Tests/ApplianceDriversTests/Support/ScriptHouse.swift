import ApplianceDrivers
import Foundation
import Ports
import RatchetCore
import Synchronization
import TestSupport
import Testing

/// A folder of an operator's executables, written in sh, and the driver made of them.
final class ScriptHouse: Sendable {
    let directory: TemporaryDirectory
    let driver: CommandDriver
    /// A script that reads a line from `gate` waits until the test opens it.
    private let gate: FileHandle

    var executables: URL { directory.url.appending(path: "verbs") }
    var records: URL { directory.url.appending(path: "appliances") }
    static let alpha = DrivenAppliance(id: ApplianceID("alpha"), name: "Alpha", address: "alpha.example.org")

    init(grace: Duration = .seconds(5)) throws {
        directory = try TemporaryDirectory()
        let verbs = directory.url.appending(path: "verbs")
        try FileManager.default.createDirectory(
            at: verbs, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        driver = CommandDriver(
            executables: verbs, records: directory.url.appending(path: "appliances"), grace: grace)
        mkfifo(directory.path("gate"), 0o600)
        gate = try #require(FileHandle(forUpdatingAtPath: directory.path("gate")))
    }

    /// Writes an executable. In the script, `$HOUSE` is the house's folder.
    func write(_ verb: DriverVerb, _ script: String, mode: Int = 0o755, interpreter: String = "#!/bin/sh") throws {
        let file = executables.appending(path: verb.rawValue)
        try Data("\(interpreter)\nHOUSE=\(directory.url.path)\n\(script)\n".utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    }

    /// Lets one script that waits at the gate go on.
    func openGate() throws { try gate.write(contentsOf: Data("go\n".utf8)) }

    func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: directory.url.appending(path: name)), as: UTF8.self)
    }

    /// How often a script that does `echo x >>$HOUSE/count` was started.
    var starts: Int { ((try? read("count")) ?? "").count { $0 == "x" } }

    func call(_ request: DriverCall.Request, key: String = "call-1", limit: Duration = .seconds(600)) -> DriverCall {
        DriverCall(key: key, request: request, timeLimit: limit)
    }

    func perform(
        _ request: DriverCall.Request, key: String = "call-1", limit: Duration = .seconds(600), told: Told = Told()
    ) async -> DriverOutcome {
        await driver.perform(call(request, key: key, limit: limit), on: Self.alpha) { told.add($0) }
    }

    /// The folder that a call has left, or will.
    func record(_ name: String) -> URL { records.appending(path: "alpha/\(name)") }
}

/// What a driver told on the way.
final class Told: Sendable {
    private let news = Mutex<[DriverProgress]>([])
    func add(_ progress: DriverProgress) { news.withLock { $0.append(progress) } }
    var all: [DriverProgress] { news.withLock { $0 } }
}

extension DriverCall.Request {
    static let package = DrivenPackage(
        id: PackageID(stored: "product-22.4.1"), name: "Product 22.4.1", packageClass: .product, version: "22.4.1",
        source: "/srv/packages/product-22.4.1.bin", sha256: String(repeating: "ab", count: 32))
    static let kept = ApplianceBackup(
        reference: "backup-7.tar", sha256: String(repeating: "cd", count: 32), bytes: 1024, isVerified: true)
    static let install = DriverCall.Request.install(package)
    static let restore = DriverCall.Request.restore(kept)
}

extension DriverOutcome {
    var reason: String? {
        switch self {
        case .answered: nil
        case .failed(let reason, _), .lost(let reason, _), .notBegun(let reason, _): reason
        }
    }

    var isLost: Bool { if case .lost = self { true } else { false } }
    var isNotBegun: Bool { if case .notBegun = self { true } else { false } }
    var isFailed: Bool { if case .failed = self { true } else { false } }
}
