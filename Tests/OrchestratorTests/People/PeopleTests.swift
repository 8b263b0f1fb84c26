import Foundation
import RatchetCore
import Storage
import TestSupport
import Testing

@testable import Orchestrator

/// An installation with an administrator, and the local machine.
struct PeopleHouse {
    static let password = "correct horse battery"
    static let address = "192.0.2.7"
    let installation: Installation
    let people: People
    let local: Caller

    init(on engine: StoreEngine = .memory) async throws {
        let random = SeededOctets()
        let token = BearerToken(.local, from: random)
        installation = try Installation(on: engine)
        people = People(
            runner: installation.runner, hasher: PlainPasswords(), random: random, local: token.hash)
        local = try #require(try await people.caller(token.text, from: nil))
        _ = try await people.add(
            name: "anna", role: .administrator, password: PeopleHouse.password, by: local)
    }

    func signIn(_ name: String = "anna", _ password: String = PeopleHouse.password) async throws -> String {
        try await people.signIn(name: name, password: password, from: PeopleHouse.address).token.text
    }

    /// Every line that was written, in order.
    func audit() async throws -> [AuditLine] {
        try await installation.write { store in
            while try store.hasUnplacedLines() { try store.placeLines(limit: 100, AuditChain.link) }
            return try store.auditLines(after: 0, limit: 1000).map(\.line)
        }
    }

    func problem(_ work: () async throws -> Void) async -> AdminProblem? {
        do {
            try await work()
            return nil
        } catch {
            return error as? AdminProblem
        }
    }
}

@Suite("People")
struct PeopleTests {
    @Test(arguments: StoreEngine.allCases)
    func `somebody signs in, is who they are, and signs out`(engine: StoreEngine) async throws {
        let house = try await PeopleHouse(on: engine)
        let token = try await house.signIn()
        let caller = try #require(try await house.people.caller(token, from: nil))
        #expect(caller.actor.kind == .user && caller.actor.name == "anna" && caller.rights.cover(.administrator))
        try await house.people.signOut(caller)
        #expect(try await house.people.caller(token, from: nil) == nil)
        let lines = try await house.audit()
        #expect(lines.map(\.action) == ["user.created", "sign-in.accepted", "sign-out", "token.refused"])
        #expect(lines[1].actor == AuditActor(.user, name: "anna", address: PeopleHouse.address))
    }

    @Test func `a wrong password and a name that is not there get the same answer`() async throws {
        let house = try await PeopleHouse()
        let wrong = await house.problem { _ = try await house.signIn("anna", "wrong") }
        let unknown = await house.problem { _ = try await house.signIn("eve", PeopleHouse.password) }
        _ = try await house.people.add(name: "bruno", role: .viewer, password: PeopleHouse.password, by: house.local)
        _ = try await house.people.setDisabled(true, "bruno", by: house.local)
        let disabled = await house.problem { _ = try await house.signIn("bruno") }
        #expect(wrong?.code == "sign-in-refused")
        #expect(unknown?.detail == wrong?.detail && disabled?.detail == wrong?.detail)
        let subjects = try await house.audit().filter { $0.action == "sign-in.refused" }.map(\.subject)
        #expect(subjects == ["user:anna", "user:unknown", "user:bruno"], "a name that nobody has is not repeated")
    }

    @Test(arguments: ["anna", "eve"])
    func `after ten wrong passwords even the right one has to wait`(name: String) async throws {
        let house = try await PeopleHouse()
        for _ in 1...10 {
            #expect(await house.problem { _ = try await house.signIn(name, "wrong") }?.code == "sign-in-refused")
        }
        let limited = await house.problem { _ = try await house.signIn(name) }
        #expect(limited?.code == "too-many-attempts" && limited?.retryAfter == 901)
        house.installation.clock.advance(by: .minutes(15))
        #expect(await house.problem { _ = try await house.signIn("anna") } == nil)
    }

    @Test func `an address that tries many names has to wait, whatever the names are`() async throws {
        let house = try await PeopleHouse()
        for number in 1...50 { _ = await house.problem { _ = try await house.signIn("name\(number)", "wrong") } }
        #expect(await house.problem { _ = try await house.signIn() }?.code == "too-many-attempts")
        let elsewhere = await house.problem {
            _ = try await house.people.signIn(name: "anna", password: PeopleHouse.password, from: "192.0.2.8")
        }
        #expect(elsewhere == nil)
    }

    @Test func `who signs in rightly uses up no attempts of the others at the address`() async throws {
        let house = try await PeopleHouse()
        for _ in 1...100 { _ = try await house.signIn() }
    }

    @Test func `another password ends all sessions`() async throws {
        let house = try await PeopleHouse()
        let tokens = [try await house.signIn(), try await house.signIn()]
        let anna = try #require(try await house.people.caller(tokens[0], from: nil))
        let wrong = await house.problem {
            try await house.people.changeOwnPassword(from: "wrong", to: "another password", by: anna)
        }
        #expect(wrong?.code == "wrong-password")
        try await house.people.changeOwnPassword(from: PeopleHouse.password, to: "another password", by: anna)
        for token in tokens { #expect(try await house.people.caller(token, from: nil) == nil) }
        #expect(await house.problem { _ = try await house.signIn() }?.code == "sign-in-refused")
        _ = try await house.signIn("anna", "another password")
    }

    @Test func `somebody who can let others in is always left`() async throws {
        let house = try await PeopleHouse()
        for attempt in [
            { _ = try await house.people.setRole(.viewer, of: "anna", by: house.local) },
            { _ = try await house.people.setDisabled(true, "anna", by: house.local) },
        ] as [() async throws -> Void] {
            #expect(await house.problem(attempt)?.code == "last-administrator")
        }
        _ = try await house.people.add(
            name: "bruno", role: .administrator, password: PeopleHouse.password, by: house.local)
        _ = try await house.people.setDisabled(true, "anna", by: house.local)
        #expect(
            await house.problem { _ = try await house.people.setRole(.viewer, of: "bruno", by: house.local) } != nil)
    }

    @Test(arguments: [
        ("Anna", "correct horse battery"), ("", "correct horse battery"), ("a b", "correct horse battery"),
        (".a", "correct horse battery"), ("bruno", "short"), ("bruno", String(repeating: "x", count: 1025)),
    ])
    func `a name or password that will not do is refused`(name: String, password: String) async throws {
        let house = try await PeopleHouse()
        let problem = await house.problem {
            _ = try await house.people.add(name: name, role: .viewer, password: password, by: house.local)
        }
        #expect(problem?.code == "invalid-user" && problem?.faults.count == 1)
    }

    @Test func `who made it answers for what a token does, and the machine for what was made on it`() async throws {
        let house = try await PeopleHouse()
        let anna = try #require(try await house.people.caller(try await house.signIn(), from: nil))
        for (maker, name) in [(anna, "anna"), (house.local, "local")] {
            let request = TokenRequest(name: "ci", role: .viewer, areas: nil, lasts: .days(1))
            let token = try await house.people.createToken(request, by: maker).0
            let caller = try #require(try await house.people.caller(token.text, from: nil))
            #expect(caller.actor.kind == .token && caller.actor.name.hasSuffix(" ci") && caller.actor.person == name)
        }
    }

    @Test func `no line of the audit log has a password, a token or a hash in it`() async throws {
        let house = try await PeopleHouse()
        let session = try await house.signIn()
        let anna = try #require(try await house.people.caller(session, from: nil))
        let request = TokenRequest(name: "ci", role: .viewer, areas: [.plans], lasts: .days(1))
        let token = try await house.people.createToken(request, by: anna).0
        _ = try await house.people.revokeToken("1", by: anna)
        _ = try await house.people.setPassword("another password", of: "anna", by: anna)
        _ = await house.problem { _ = try await house.signIn(PeopleHouse.password, "wrong") }
        let told = "\(try await house.audit())"
        for secret in [PeopleHouse.password, "another password", session, token.text, "plain:"] {
            #expect(!told.contains(secret))
        }
    }
}

@Suite("Making the first administrator")
struct SetupTests {
    private func empty() throws -> (Installation, People) {
        let installation = try Installation()
        let people = People(
            runner: installation.runner, hasher: PlainPasswords(), random: SeededOctets(), local: nil)
        return (installation, people)
    }

    private func setUp(_ people: People, _ token: String, _ name: String = "anna") async -> AdminProblem? {
        do {
            _ = try await people.setUp(token, name: name, password: PeopleHouse.password, from: nil)
            return nil
        } catch {
            return error as? AdminProblem
        }
    }

    @Test func `each start's link works until one was used`() async throws {
        let (_, people) = try empty()
        let first = try #require(try await people.prepareSetup())
        let second = try #require(try await people.prepareSetup())
        #expect(await setUp(people, "ratf_nonsense")?.code == "set-up-refused")
        #expect(await setUp(people, first.text) == nil)
        #expect(await setUp(people, second.text, "eve")?.code == "set-up-refused")
        #expect(try await people.prepareSetup() == nil)
        #expect(try await people.list().map(\.role) == [.administrator])
    }

    @Test func `after a day it works no more`() async throws {
        let (installation, people) = try empty()
        let token = try #require(try await people.prepareSetup())
        installation.clock.advance(by: .hours(24))
        #expect(await setUp(people, token.text)?.code == "set-up-refused")
    }

    @Test func `it is no token for anything else, and no other token is one`() async throws {
        let (_, people) = try empty()
        let token = try #require(try await people.prepareSetup())
        #expect(try await people.caller(token.text, from: nil) == nil)
        #expect(await setUp(people, BearerToken(.api, from: SeededOctets()).text)?.code == "set-up-refused")
    }
}

@Suite("Tokens")
struct BearerTokenTests {
    @Test(arguments: BearerToken.Kind.allCases)
    func `one that was made is read again, and one with a slip is none`(kind: BearerToken.Kind) throws {
        let text = BearerToken(kind, from: SeededOctets()).text
        #expect(try #require(BearerToken(text)).kind == kind)
        for place in stride(from: 0, to: text.count, by: 7) {
            var letters = Array(text)
            letters[place] = letters[place] == "0" ? "1" : "0"
            #expect(BearerToken(String(letters)) == nil)
        }
        for other in [text + "0", String(text.dropLast()), text.uppercased(), "", "_", "rat_", "\(text)\n"] {
            #expect(BearerToken(other) == nil)
        }
    }
}
