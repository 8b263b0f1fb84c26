import Foundation
import Logging
import Testing

@testable import FleetSimulator

@Suite("A fleet")
struct FleetTests {
    let now = Date(timeIntervalSince1970: 1_764_000_000)

    @Test("a seed decides everything")
    func seed() throws {
        func made(_ seed: UInt64) throws -> Data {
            let factory = FleetFactory(seed: seed, durations: .demo)
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            return try encoder.encode(factory.devices(0..<30, moods: .mixed, at: now))
        }
        #expect(try made(1) == made(1))
        #expect(try made(1) != made(2))
    }

    @Test("thirty devices are of every platform and many moods, and no two are the same")
    func mix() {
        let devices = FleetFactory(seed: 3, durations: .demo).devices(0..<30, moods: .mixed, at: now)
        #expect(Set(devices.map(\.mood)).count == 12)
        #expect(Set(devices.map(\.model.platform)) == Set(Platform.allCases))
        #expect(Set(devices.map(\.identity.udid)).count == 30)
        #expect(Set(devices.map(\.identity.pushToken)).count == 30)
        #expect(devices.count { $0.mood == .obedient } > 15)
    }

    @Test("a larger fleet has devices of every mood and users of every habit")
    func everyMood() {
        let factory = FleetFactory(seed: 3, durations: .demo)
        let devices = factory.devices(0..<150, moods: .mixed, habits: .mixed, at: now)
        #expect(Set(devices.map(\.mood)) == Set(DeviceMood.allCases))
        #expect(Set(devices.map(\.update.temper.habit)) == Set(UserHabit.allCases))
        #expect(devices.count { $0.mood == .obedient } > 70)
    }

    @Test("who is behind by a major version, or below the floor, runs what its model once ran")
    func olderSystems() {
        let factory = FleetFactory(seed: 3, durations: .demo)
        for index in 0..<20 {
            let behind = factory.device(index, mood: .majorBehind, at: now)
            #expect([15, 18].contains(behind.system.version.major))
            let below = factory.device(index, mood: .belowFloor, at: now)
            #expect(below.system.version.major == 16)
            #expect(!below.capabilities.configurations.contains(DeclarationType.enforcement))
            #expect(!["iPhone16,2", "iPhone17,1", "iPad16,3"].contains(below.model.productName))
        }
    }

    @Test("the same devices come of a seed, whatever their users are like")
    func habitsApart() {
        let factory = FleetFactory(seed: 3, durations: .demo)
        let eager = factory.devices(0..<30, moods: .mixed, at: now)
        let mixed = factory.devices(0..<30, moods: .mixed, habits: .mixed, at: now)
        #expect(eager.map(\.identity) == mixed.map(\.identity))
        #expect(eager.map(\.mood) == mixed.map(\.mood))
    }

    @Test("a state file of the first form is read: nothing lacks, and users install early")
    func firstForm() throws {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/fleet-v1.json")
        let state = try FleetState.decode(try Data(contentsOf: url), "fleet-v1.json")
        #expect(state.devices.map(\.mood) == [.obedient, .failsOnce, .alreadyCurrent])
        #expect(state.devices.map(\.update.phase) == [.prepared, .failed, .idle])
        #expect(state.devices.map(\.update.temper.failures) == [0, 1, 0])
        #expect(state.devices.allSatisfy { $0.update.temper.lack == nil && $0.update.temper.habit == .installsEarly })
        #expect(state.devices.allSatisfy { $0.zone == $0.identity.zone && $0.downloads.isEmpty })
    }

    @Test("a state file is read back as it was written")
    func stateFile() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "fleet-\(UUID().uuidString).json").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        var walker = try Walker()
        try walker.enrol()
        try walker.enforce("26.4")
        try walker.pass(15)
        let state = FleetState(
            seed: 9, server: "http://127.0.0.1:1", push: ListenAddress(port: 5), lookup: nil,
            releases: DemoFeed.releases, devices: [walker.device])
        try state.save(path)
        let read = try #require(try FleetState.load(path))
        #expect(try read.encoded() == state.encoded())
        #expect(read.devices.first?.declarative == walker.device.declarative)
        #expect(read.devices.first?.update.phase == walker.device.update.phase)
        #expect(try FleetState.load(path + ".none") == nil)
    }

    @Test("a state file is encoded device by device, as if it had been encoded as one")
    func encodedInParts() throws {
        let devices = FleetFactory(seed: 4, durations: .demo).devices(0..<5, moods: .mixed, at: now)
        for count in 0...5 {
            let state = FleetState(
                seed: 4, server: "http://127.0.0.1:1", releases: DemoFeed.releases,
                devices: Array(devices.prefix(count)))
            let encoder = JSONEncoder()
            encoder.dateEncodingStrategy = .secondsSince1970
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            #expect(try state.encoded() == encoder.encode(state), "\(count)")
        }
    }

    @Test("a state file of another version, or broken, is refused")
    func foreignState() {
        #expect(throws: FleetError(.stateVersionUnknown, "")) {
            try FleetState.decode(Data("{\"version\":99}".utf8), "f")
        }
        #expect(throws: FleetError(.stateUnreadable, "")) { try FleetState.decode(Data("{\"vers".utf8), "f") }
    }

    @Test("a fleet continued with more devices keeps the old ones")
    func grows() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "fleet-\(UUID().uuidString).json").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let devices = FleetFactory(seed: 4, durations: .demo).devices(0..<3, moods: .obedient, at: now)
        try FleetState(seed: 4, server: "http://127.0.0.1:1", releases: [], devices: devices).save(path)
        let fleet = try SimulatedFleet(
            FleetConfiguration(server: "http://127.0.0.1:1", devices: 5, seed: 99, stateFile: path),
            logger: Logger(label: "test"))
        #expect(fleet.cells.count == 5)
        #expect(fleet.seed == 4)
        #expect(fleet.cells.prefix(3).map(\.device.identity) == devices.map(\.identity))
        #expect(Set(fleet.progress().devices.map(\.udid)).count == 5)
    }

    @Test("the state of a fleet says what is the matter with each device")
    func truths() async throws {
        let fleet = try SimulatedFleet(
            FleetConfiguration(server: "http://127.0.0.1:1", devices: 3, push: nil, lookup: nil),
            logger: Logger(label: "test"))
        let truths = try #require(await fleet.state().truths)
        #expect(Set(truths.keys) == Set(fleet.cells.map(\.device.identity.udid)))
        #expect(truths.values.allSatisfy { $0.kind == .off && $0.until != nil })
    }

    @Test(
        "a listen address",
        arguments: [
            ("127.0.0.1:80", ListenAddress(host: "127.0.0.1", port: 80)),
            ("[::1]:0", ListenAddress(host: "::1", port: 0)), ("localhost", nil), (":80", nil), ("h:70000", nil),
        ] as [(String, ListenAddress?)])
    func addresses(_ text: String, _ address: ListenAddress?) {
        #expect(ListenAddress(text) == address)
    }

    @Test("a ring before the sleep is not lost, and sleep ends by time too")
    func doorbell() async {
        let bell = Doorbell()
        bell.ring()
        #expect(await bell.wait(for: nil))
        #expect(await bell.wait(for: .milliseconds(1)) == false)
        let sleeper = Task { await bell.wait(for: .seconds(60)) }
        sleeper.cancel()
        #expect(await sleeper.value == false)
    }
}
