import Foundation
import RatchetCore
import Storage
import Testing

extension DomainContract {
    static let devices = [
        Fact("a device is made once, and keeps its id and number when it comes again") { store in
            let first = try store.touchOrCreate(
                identifier: "U1", newID: DeviceID("a"), facts: DeviceFacts(), at: at(0))
            let again = try store.touchOrCreate(
                identifier: "U1", newID: DeviceID("b"), facts: DeviceFacts(kind: .user), at: at(5))
            let other = try store.touchOrCreate(
                identifier: "U2", newID: DeviceID("c"), facts: DeviceFacts(), at: at(6))
            #expect(first.number == 1 && first.revision == 1 && first.firstContact == at(0))
            #expect(again.id == first.id && again.number == 1 && again.revision == 2)
            #expect(again.firstContact == at(0) && again.lastContact == at(5) && again.facts == first.facts)
            #expect(other.number == 2)
        },
        Fact("work of our own raises the revision and is no contact") { store in
            try store.enrol("U1")
            let before = try #require(try store.device(DeviceID("device-U1")))
            let locked = try #require(try store.lock(before.id))
            #expect(locked.lastContact == before.lastContact && locked.revision == before.revision + 1)
            #expect(try store.lock(DeviceID("nobody")) == nil)
        },
        Fact("all facts about a device come back as they were") { store in
            try store.enrol("U1")
            let facts = try allFacts()
            try store.save(facts, of: DeviceID("device-U1"))
            #expect(try store.device(DeviceID("device-U1"))?.facts == facts)
        },
        Fact("whatever is saved about a device raises its revision, and all revisions are read by number") { store in
            try store.enrol("U2")
            try store.enrol("U1")
            let before = try store.deviceRevisions()
            #expect(before.map(\.id.text) == ["device-U2", "device-U1"])
            try store.save(try allFacts(), of: DeviceID("device-U1"))
            let after = try store.deviceRevisions()
            #expect(after[0] == before[0] && after[1].revision == before[1].revision + 1)
            #expect(try store.device(DeviceID("device-U1"))?.revision == after[1].revision)
        },
        Fact("a device is found by our id, its number, its identifier, its serial number and its name") { store in
            try store.enrol("U1")
            try store.enrol("U2")
            try store.save(try allFacts(), of: DeviceID("device-U2"))
            for word in ["device-U2", "2", "U2", "u2", "C02XL0THJHD3", "c02xl0thjhd3", "Anna's Mac", "ANNA'S mac"] {
                #expect(try store.findDevices(word, limit: 9).map(\.id.text) == ["device-U2"], "\(word)")
            }
            #expect(try store.findDevices("3", limit: 9).isEmpty)
        },
        Fact("all devices that a word can stand for are found, the surest way of being meant first") { store in
            for (name, called) in [("U1", "Twin"), ("U2", "twin"), ("U3", "U1"), ("U4", "2")] {
                try store.enrol(name)
                var facts = try allFacts()
                facts.name = called
                try store.save(facts, of: DeviceID("device-\(name)"))
            }
            #expect(try store.findDevices("twin", limit: 9).map(\.number) == [1, 2])
            #expect(try store.findDevices("C02XL0THJHD3", limit: 3).map(\.number) == [1, 2, 3])
            #expect(try store.findDevices("U1", limit: 9).map(\.number) == [1])
            #expect(try store.findDevices("2", limit: 9).map(\.number) == [2])
        },
        Fact("devices are listed by number, page by page") { store in
            for name in ["U1", "U2", "U3"] { try store.enrol(name) }
            #expect(try store.devices(after: 0, limit: 2).map(\.number) == [1, 2])
            #expect(try store.devices(after: 2, limit: 2).map(\.number) == [3])
            #expect(try store.deviceCount() == 3)
        },
    ]

    /// Facts in which nothing is left out.
    static func allFacts() throws -> DeviceFacts {
        var facts = DeviceFacts(enrolment: .enrolled, kind: .user)
        (facts.isAwaitingConfiguration, facts.timeZone, facts.name) = (true, "Europe/Berlin", "Anna's Mac")
        facts.bootstrapToken = BootstrapTokenFact(escrowedAt: at(1), lastServedAt: at(2))
        let report = DeclarationReport(
            identifier: "ours", serverToken: "t", isActive: true, validity: .invalid,
            reasons: [DeclarationReport.Reason(code: "Error.Unknown", text: "it - \u{1F34F}")])
        let observations: [Observation] = [
            .osVersion(try version("26.3.1")), .build("25D2128"), .supplementalBuild("25D771280a"),
            .supplementalLetter("a"), .capabilities(Capabilities(declarationTypes: ["b", "a"], statusItems: ["c"])),
            .supervised(true), .statusFeedKey(FeedKey("J413AP")), .queriedFeedKey(FeedKey("J413AP")),
            .passcodePresent(false), .productName("Mac14,7"), .serialNumber("C02XL0THJHD3"),
            .installState(.unknown("verifying")),
            .installReason(InstallReason(reasons: ["declaration"], declarationID: "ours")),
            .pendingVersion(
                PendingVersion(version: "26.4", build: "25E246", targetLocalDateTime: "2026-04-10T18:00:00")),
            .failure(UpdateFailure(count: 2, reason: "space", timestamp: "2026-04-01T00:00:00Z")),
            .declarations([report]),
        ]
        for (number, observation) in observations.enumerated() {
            facts.observe(observation, Evidence(.statusReport, at: at(Int64(number)), ref: "r\(number)"))
        }
        return facts
    }
}
