import ApplianceDrivers
import Foundation
import Ports
import RatchetCore
import TestSupport
import Testing

struct CommandDriverTests {
    @Test func `a missing file, and one that may not be executed, is a verb that the driver lacks`() async throws {
        let house = try ScriptHouse()
        try house.write(.inventory, "exit 0")
        try house.write(.backup, "exit 0", mode: 0o644)
        #expect(await house.driver.verbs(for: ScriptHouse.alpha) == [.inventory])
        let outcome = await house.perform(.backup)
        #expect(outcome == .notBegun(reason: "there is no executable named `backup` in \(house.executables.path)"))
        #expect(!FileManager.default.fileExists(atPath: house.records.path))
    }

    @Test func `an executable that everybody can write is not run`() async throws {
        let house = try ScriptHouse()
        try house.write(.inventory, "echo '{\"base\": \"1\"}'", mode: 0o777)
        let outcome = await house.perform(.inventory)
        #expect(outcome.isNotBegun)
        #expect(outcome.reason?.contains("can be written by everybody: `chmod o-w` it") == true)
        #expect(house.driver.faults.count == 1)
    }

    @Test func `what is wrong with the folder is told before anything is called`() throws {
        let house = try ScriptHouse()
        #expect(
            house.driver.faults == [
                "\(house.executables.path) has no executable named `inventory`: "
                    + "nothing can be planned without one"
            ])
        let nowhere = CommandDriver(executables: house.directory.url.appending(path: "no"), records: house.records)
        #expect(nowhere.faults == ["\(house.directory.path("no")) is not a folder"])
    }

    @Test func `an executable reads one object that says all it needs`() async throws {
        let house = try ScriptHouse()
        try house.write(.install, "cat >$HOUSE/request; echo '{\"installed\": true}'")
        #expect(await house.perform(.install, limit: .seconds(90)) == .answered(.installed))
        let digest = String(repeating: "ab", count: 32)
        #expect(
            try house.read("request") == """
                {"appliance":{"address":"alpha.example.org","id":"alpha","name":"Alpha"},"call":"call-1","format":1,\
                "package":{"class":"product","id":"product-22.4.1","name":"Product 22.4.1","sha256":"\(digest)",\
                "source":"/srv/packages/product-22.4.1.bin","version":"22.4.1"},"timeLimit":90,"verb":"install"}

                """)
    }

    @Test func `an executable gets a folder of its own and nothing of the server's environment`() async throws {
        let house = try ScriptHouse()
        try house.write(.restore, "env >$HOUSE/env; pwd >$HOUSE/pwd; echo '{\"restored\": true}'")
        #expect(await house.perform(.restore) == .answered(.restored))
        let work = house.record("restore.call-1/work").path
        #expect(try house.read("pwd") == "\(work)\n")
        let names = try house.read("env").split(separator: "\n").compactMap { $0.split(separator: "=").first }
        #expect(Set(names).subtracting(["PWD", "SHLVL", "_", "OLDPWD"]) == ["PATH", "LANG", "HOME", "TMPDIR"])
    }

    @Test func `progress is told in order, and the last object without it is the answer`() async throws {
        let (house, told) = (try ScriptHouse(), Told())
        try house.write(
            .supportBundle,
            """
            echo 'collecting'
            echo '{"progress": 0.25, "message": "logs"}'
            echo '{"reference": "draft"}'
            echo '{"progress": null, "message": "packing"}'
            printf '{"reference": "bundle-1.tgz"}'
            """)
        #expect(await house.perform(.supportBundle, told: told) == .answered(.supportBundle(reference: "bundle-1.tgz")))
        #expect(
            told.all == [
                DriverProgress(fraction: 0.25, message: "logs"), DriverProgress(fraction: nil, message: "packing"),
            ])
    }

    @Test func `another exit code than 0 is a failure, in the last words of the complaint`() async throws {
        let house = try ScriptHouse()
        try house.write(
            .install, "echo first >&2; echo 'no space left' >&2; echo >&2; echo '{}'; exit 7")
        let folder = house.record("install.call-1").path
        #expect(await house.perform(.install) == .failed(reason: "no space left", output: folder))
        try house.write(.restore, "exit 3")
        #expect(await house.perform(.restore).reason == "`restore` ended with exit code 3 and no word")
    }

    @Test func `an error in the answer is a failure, whatever the exit code`() async throws {
        let house = try ScriptHouse()
        try house.write(.backup, "echo '{\"error\": \"the vault is locked\"}'")
        let outcome = await house.perform(.backup)
        #expect(outcome.isFailed && outcome.reason == "the vault is locked")
    }

    @Test func `an executable that can't tell says so, whatever its exit code`() async throws {
        let house = try ScriptHouse()
        for verb in [DriverVerb.install, .backup] { try house.write(verb, "echo '{\"lost\": \"cut off\"}'; exit 255") }
        let (install, backup) = (await house.perform(.install), await house.perform(.backup))
        #expect(install.isLost && install.reason == "cut off")
        #expect(backup.isFailed && backup.reason == "cut off")
    }

    @Test func `an answer that can't be read is lost for an install and a failure for the rest`() async throws {
        let house = try ScriptHouse()
        for verb in [DriverVerb.install, .inventory] { try house.write(verb, "echo done") }
        let (install, inventory) = (await house.perform(.install), await house.perform(.inventory))
        #expect(install.isLost && inventory.isFailed)
        #expect(
            install.reason
                == "the answer of `install` can't be read: no line of its output is a JSON object "
                + "(one line, without \"progress\")"
        )
    }

    @Test func `an executable that a signal ends is lost for a restore and a failure for the rest`() async throws {
        let house = try ScriptHouse()
        for verb in [DriverVerb.restore, .health] { try house.write(verb, "kill -9 $$") }
        let (restore, health) = (await house.perform(.restore), await house.perform(.health))
        #expect(restore.isLost && health.isFailed)
        #expect(restore.reason == "`restore` was ended by signal 9")
    }

    @Test(arguments: [DriverVerb.install, .backup])
    func `D1: what can't be started was not begun, and has not failed`(verb: DriverVerb) async throws {
        let house = try ScriptHouse()
        try house.write(verb, "exit 0", interpreter: "#!/no/such/interpreter")
        for _ in 1...2 {
            let outcome = await house.perform(verb == .install ? .install : .backup)
            #expect(outcome.isNotBegun)
            #expect(outcome.reason?.hasPrefix("`\(verb.rawValue)` could not be started: ") == true)
        }
        #expect(await house.driver.atWork(on: ScriptHouse.alpha) == nil)
        let kept = try FileManager.default.contentsOfDirectory(atPath: house.records.path + "/alpha")
        #expect(kept.count == (verb == .install ? 0 : 2), "an installation is tried for ever, under other keys")
    }

    @Test func `an answered inventory leaves nothing behind, a failed one its output`() async throws {
        let house = try ScriptHouse()
        try house.write(.inventory, "echo '{\"base\": \"6.2\"}'")
        _ = await house.perform(.inventory)
        #expect(try FileManager.default.contentsOfDirectory(atPath: house.records.path + "/alpha") == [])
        try house.write(.inventory, "echo oops; exit 1")
        for number in 1...25 { _ = await house.perform(.inventory, key: "call-\(number)") }
        let kept = try FileManager.default.contentsOfDirectory(atPath: house.records.path + "/alpha")
        #expect(kept.count == 21)
        #expect(try house.read("appliances/alpha/inventory.call-25/output") == "oops\n")
    }

    @Test func `of backups that fail for ever the newest few are kept, and every one that was answered`() async throws {
        let house = try ScriptHouse()
        let answer = "{\"reference\": \"x\", \"sha256\": \"\(String(repeating: "ab", count: 32))\"}"
        try house.write(.backup, "echo half >half; test -e $HOUSE/well && echo '\(answer)' || exit 1")
        try Data().write(to: house.directory.url.appending(path: "well"))
        for number in 1...8 { _ = await house.perform(.backup, key: "good-\(number)") }
        try FileManager.default.removeItem(at: house.directory.url.appending(path: "well"))
        for number in 1...12 { _ = await house.perform(.backup, key: "bad-\(number)") }
        let kept = try FileManager.default.contentsOfDirectory(atPath: house.records.path + "/alpha")
        #expect(kept.count { $0.hasPrefix("backup.good-") } == 8)
        #expect(
            kept.count { $0.hasPrefix("backup.bad-") } == 6, "the newest five, and the one that was begun after them")
        #expect(kept.contains("backup.bad-12"))
    }

    @Test func `whoever looks into a call's folder can read none of its files but its owner`() async throws {
        let house = try ScriptHouse()
        try house.write(.install, "echo '{\"installed\": true}'")
        _ = await house.perform(.install)
        for name in ["request.json", "output", "errors", "process", "end.json"] {
            let file = house.record("install.call-1").appending(path: name).path
            let attributes = try FileManager.default.attributesOfItem(atPath: file)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
    }

    @Test func `what a call leaves is its owner's alone, under a name that no id can bend`() async throws {
        let house = try ScriptHouse()
        try house.write(.backup, "exit 1")
        let appliance = DrivenAppliance(id: ApplianceID("../ä"), name: "", address: "")
        _ = await house.driver.perform(house.call(.backup, key: "../x"), on: appliance) { _ in }
        for path in ["", "/%2e%2e%2f%c3%a4", "/%2e%2e%2f%c3%a4/backup.%2e%2e%2fx"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: house.records.path + path)
            #expect(attributes[.posixPermissions] as? Int == 0o700)
        }
    }
}
