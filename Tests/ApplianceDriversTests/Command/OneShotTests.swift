import ApplianceDrivers
import Foundation
import Ports
import RatchetCore
import TestSupport
import Testing

/// An install and a restore are begun once and never ended by Ratchet (design rule 2, D4).
struct OneShotTests {
    private static let patient = """
        echo x >>$HOUSE/count
        echo '{"progress": 0.1, "message": "at work"}'
        read line <$HOUSE/gate
        echo '{"installed": true}'
        """

    /// A house whose installer is at work and waits at the gate, for nobody any more.
    private func leftAlone(_ script: String = patient) async throws -> ScriptHouse {
        let (house, told) = (try ScriptHouse(), Told())
        try house.write(.install, script)
        let waiting = Task { await house.perform(.install, told: told) }
        try await until { !told.all.isEmpty }
        waiting.cancel()
        let outcome = await waiting.value
        #expect(outcome.isLost)
        #expect(
            outcome.reason
                == "Ratchet stopped before `install` had ended; it was not ended and may still be at work")
        return house
    }

    @Test func `D4: an install that nobody waits for any more goes on, and the same call learns its end`() async throws
    {
        let house = try await leftAlone()
        let told = Told()
        let again = Task { await house.perform(.install, told: told) }
        try await until { !told.all.isEmpty }
        try house.openGate()
        #expect(await again.value == .answered(.installed))
        #expect(await house.perform(.install) == .answered(.installed))
        #expect(house.starts == 1)
    }

    @Test func `an install that overruns its time limit is lost, goes on, and is not begun again`() async throws {
        let (house, told) = (try ScriptHouse(), Told())
        try house.write(.install, Self.patient)
        let outcome = await house.perform(.install, limit: .milliseconds(1), told: told)
        #expect(outcome.isLost)
        #expect(outcome.reason?.contains("had not ended within its time limit of 1 s; it was not ended") == true)
        #expect(await house.perform(.install, limit: .zero).reason == "`install` was begun before and is still at work")
        try house.openGate()
        #expect(await house.perform(.install) == .answered(.installed))
        #expect(house.starts == 1)
    }

    @Test func `the same call made twice at once is begun once`() async throws {
        let house = try ScriptHouse()
        try house.write(.install, Self.patient)
        async let first = house.perform(.install)
        async let second = house.perform(.install)
        try house.openGate()
        let outcomes = await [first, second]
        #expect(outcomes == [.answered(.installed), .answered(.installed)])
        #expect(house.starts == 1)
    }

    @Test func `D4: beside an install that has overrun its limit no other is begun, until it has ended`() async throws {
        let house = try await leftAlone()
        let earlier = try #require(await house.driver.atWork(on: ScriptHouse.alpha))
        #expect(earlier.verb == .install && earlier.key == "call-1")
        #expect(earlier.folder == house.record("install.call-1").path)
        let process = try #require(earlier.process)
        try house.write(.restore, "echo x >>$HOUSE/count; echo '{\"restored\": true}'")
        #expect(kill(pid_t(process), 0) == 0, "it is the process that runs")
        for request in [DriverCall.Request.install, .restore] {
            let outcome = await house.perform(request, key: "call-2")
            #expect(outcome.isNotBegun)
            #expect(
                outcome.reason
                    == "`install` of an earlier call is still at work: process \(process) in \(earlier.folder ?? "-")")
        }
        #expect(!FileManager.default.fileExists(atPath: house.record("install.call-2").path))
        #expect(house.starts == 1)

        try house.openGate()
        #expect(await house.perform(.install) == .answered(.installed))
        #expect(await house.driver.atWork(on: ScriptHouse.alpha) == nil)
        let next = Task { await house.perform(.install, key: "call-2") }
        try house.openGate()
        #expect(await next.value == .answered(.installed))
        #expect(house.starts == 2)
    }

    @Test func `D4: what a server that is no more began is at work as long as its output is open`() async throws {
        let house = try ScriptHouse()
        try house.write(.install, "echo x >>$HOUSE/count; echo '{\"installed\": true}'")
        let folder = house.record("restore.call%2f1")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "output").path
        #expect(FileManager.default.createFile(atPath: path, contents: Data()))
        let orphan = try #require(FileHandle(forUpdatingAtPath: path))
        #expect(flock(orphan.fileDescriptor, LOCK_EX) == 0)
        let earlier = try #require(await house.driver.atWork(on: ScriptHouse.alpha))
        #expect(earlier.verb == .restore && earlier.key == "call/1" && earlier.process == nil)
        #expect(await house.perform(.install).isNotBegun && house.starts == 0)
        // Nobody wrote its end down, so it is abandoned.
        try orphan.close()
        #expect(await house.perform(.install) == .answered(.installed))
    }

    @Test func `another call of the same verb is begun`() async throws {
        let house = try ScriptHouse()
        try house.write(.install, "echo x >>$HOUSE/count; echo '{\"installed\": true}'")
        for key in ["call-1", "call-2", "call-1"] { _ = await house.perform(.install, key: key) }
        #expect(house.starts == 2)
    }

    @Test(arguments: [
        ("{\"installed\": true}\n", "answered"), ("{\"error\": \"broken\"}\n", "failed"), ("copying\n", "lost"),
        ("", "lost"),
    ])
    func `D4: what ended while Ratchet was away is judged by its answer, and is lost without one`(
        output: String, outcome: String
    ) async throws {
        let house = try ScriptHouse()
        try house.write(.install, "echo x >>$HOUSE/count")
        let folder = house.record("install.call-1")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(output.utf8).write(to: folder.appending(path: "output"))
        #expect("\(await house.perform(.install))".hasPrefix(outcome))
        #expect(house.starts == 0)
    }

    @Test func `D4: what another server began and is still at work is followed to its end`() async throws {
        let (house, told) = (try ScriptHouse(), Told())
        try house.write(.install, "echo x >>$HOUSE/count")
        let folder = house.record("install.call-1")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "output").path
        #expect(FileManager.default.createFile(atPath: path, contents: Data("{\"progress\": 0.5}\n".utf8)))
        let orphan = try #require(FileHandle(forUpdatingAtPath: path))
        #expect(flock(orphan.fileDescriptor, LOCK_EX) == 0)

        let waiting = Task { await house.perform(.install, told: told) }
        try await until { !told.all.isEmpty }
        try orphan.seekToEnd()
        try orphan.write(contentsOf: Data("{\"installed\": true}\n".utf8))
        try orphan.close()
        #expect(await waiting.value == .answered(.installed))
        #expect(house.starts == 0)
    }

    @Test func `an end that was written down is told again, without its progress`() async throws {
        let house = try ScriptHouse()
        let told = Told()
        try house.write(.install, "echo '{\"progress\": 0.5}'; echo 'no licence' >&2; exit 4")
        let first = await house.perform(.install)
        #expect(first.reason == "no licence")
        try FileManager.default.removeItem(at: house.executables)
        #expect(await house.perform(.install, told: told) == first)
        #expect(told.all.isEmpty)
    }
}
