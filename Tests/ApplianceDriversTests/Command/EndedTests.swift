import Foundation
import Ports
import RatchetCore
import TestSupport
import Testing

@testable import ApplianceDrivers

/// All but an install and a restore are ended at their limits, with all that they started.
struct EndedTests {
    /// Neither it nor its child obeys TERM.
    private static let stubborn = """
        trap '' TERM
        echo '{"progress": 0.1, "message": "at work"}'
        (read line <$HOUSE/gate) &
        read line <$HOUSE/gate
        """

    private func isGone(_ folder: URL, in house: ScriptHouse) async throws {
        let call = CallFolder(of: house.call(.backup), in: folder.deletingLastPathComponent())
        try await until { call.isAbandoned }
    }

    @Test func `a backup that overruns its time limit is ended with what it started`() async throws {
        let house = try ScriptHouse(grace: .milliseconds(1))
        try house.write(.backup, Self.stubborn)
        let outcome = await house.perform(.backup, limit: .milliseconds(1))
        #expect(outcome.isFailed)
        #expect(outcome.reason == "`backup` had not ended within its time limit of 1 s, and was ended")
        try await isGone(house.record("backup.call-1"), in: house)
    }

    @Test func `a backup that nobody waits for any more is ended with what it started`() async throws {
        let (house, told) = (try ScriptHouse(grace: .milliseconds(1)), Told())
        try house.write(.backup, Self.stubborn)
        let waiting = Task { await house.perform(.backup, told: told) }
        try await until { !told.all.isEmpty }
        waiting.cancel()
        #expect(await waiting.value.reason == "Ratchet stopped before `backup` had ended, and was ended")
        try await isGone(house.record("backup.call-1"), in: house)
    }

    @Test func `a backup that prints too much is ended`() async throws {
        let house = try ScriptHouse(grace: .milliseconds(1))
        try house.write(.backup, "head -c 17000000 /dev/zero; read line <$HOUSE/gate")
        #expect(await house.perform(.backup).reason == "`backup` printed more than 16 MiB, and was ended")
    }

    @Test func `an install that prints too much begins its output again and goes on`() async throws {
        let (house, told) = (try ScriptHouse(), Told())
        try house.write(
            .install,
            """
            head -c 17000000 /dev/zero
            echo; echo >$HOUSE/flooded
            read line <$HOUSE/gate
            echo '{"progress": 0.5, "message": "at work"}'
            read line <$HOUSE/gate
            echo '{"installed": true}'
            """)
        let waiting = Task { await house.perform(.install, told: told) }
        let (output, flooded) = (house.record("install.call-1/output"), house.directory.path("flooded"))
        try await until { FileManager.default.fileExists(atPath: flooded) && CapturedOutput.size(output) < 1_000_000 }
        try house.openGate()
        try await until { !told.all.isEmpty }
        try house.openGate()
        #expect(await waiting.value == .answered(.installed))
    }

    @Test func `a call that may be repeated keeps what each time left`() async throws {
        let house = try ScriptHouse()
        try house.write(.backup, "echo $$ >id; exit 1")
        for _ in 1...3 { _ = await house.perform(.backup) }
        let kept = try FileManager.default.contentsOfDirectory(atPath: house.records.path + "/alpha").sorted()
        #expect(kept == ["backup.call-1", "backup.call-1.2", "backup.call-1.3"])
    }
}
