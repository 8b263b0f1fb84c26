import Foundation
import RatchetCore
import Storage
import Testing

extension DomainContract {
    static let people = [
        Fact("a name is taken once, and somebody is found by name and by id") { store in
            #expect(try store.createPerson("p1", name: "anna", role: .viewer, password: "h1", at: at(0)))
            #expect(try !store.createPerson("p2", name: "anna", role: .viewer, password: "h2", at: at(0)))
            try store.setRole(.approver, of: "p1")
            try store.setPassword("h3", of: "p1", at: at(5))
            try store.setDisabled(at(6), person: "p1")
            let anna = try #require(try store.person("anna"))
            #expect(anna == (try store.person("p1")) && anna.role == .approver && anna.password == "h3")
            #expect(anna.createdAt == at(0) && anna.passwordSetAt == at(5) && anna.disabledAt == at(6))
            try store.setDisabled(nil, person: "p1")
            #expect(try store.people().map(\.isActive) == [true])
        },
        Fact("sessions are used, ended and forgotten") { store in
            _ = try store.createPerson("p1", name: "anna", role: .viewer, password: "h", at: at(0))
            let hashes = (1...4).map { Data(repeating: $0, count: 32) }
            for hash in hashes { try store.createSession(hash, of: "p1", until: at(100), at: at(0)) }
            try store.touchSession(hashes[0], at: at(50))
            try store.touchSession(hashes[0], at: at(40))
            #expect(try store.session(hashes[0])?.usedAt == at(50), "never backwards")
            try store.endSession(hashes[1])
            try store.removeSessions(expiredAt: at(60), unusedSince: at(10))
            #expect(try hashes.map { try store.session($0) != nil } == [true, false, false, false])
            try store.createSession(hashes[3], of: "p1", until: at(100), at: at(50))
            try store.endSessions(of: "p1", but: hashes[3])
            #expect(try hashes.map { try store.session($0) != nil } == [false, false, false, true])
            try store.removeSessions(expiredAt: at(100), unusedSince: at(0))
            #expect(try store.session(hashes[3]) == nil)
        },
        Fact("a token comes back as it was made, is used and is revoked once") { store in
            let hash = Data(repeating: 7, count: 32)
            let new = NewToken(
                id: "t1", name: "ci", hash: hash, person: nil, role: .operator, areas: [.plans, .devices],
                expiresAt: at(9))
            let made = try store.createToken(new, at: at(0))
            #expect(try made == store.token(hash: hash) && made == (try store.findToken("1")))
            #expect(made.areas == [.devices, .plans] && made.number == 1)
            try store.touchToken("t1", at: at(3))
            try store.revokeToken("t1", at: at(4))
            try store.revokeToken("t1", at: at(5))
            let used = try #require(try store.tokens().first)
            #expect(used.usedAt == at(3) && used.revokedAt == at(4))
        },
        Fact("a set-up link is there until it expires or all are removed") { store in
            let (one, other) = (Data([1]), Data([2]))
            try store.createSetupLink(one, until: at(10), at: at(0))
            #expect(try store.hasSetupLink(one, at: at(9)) && !store.hasSetupLink(one, at: at(10)))
            try store.createSetupLink(other, until: at(30), at: at(20))
            #expect(try !store.hasSetupLink(one, at: at(0)) && store.hasSetupLink(other, at: at(20)))
            try store.removeSetupLinks()
            #expect(try !store.hasSetupLink(other, at: at(20)))
        },
    ]
}
