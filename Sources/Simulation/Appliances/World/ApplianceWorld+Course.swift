import FleetSimulator
import Foundation
import Orchestrator
import RatchetCore
import SeededRandom
import Storage

/// The course of a run: some days of trouble, then calm until all is well.
extension ApplianceWorld {
    func begin(_ seed: UInt64) throws {
        note("server", "starts")
        for index in timetables.indices { try publish(timetables[index], at: index) }
        for line in landscape.lines.indices { try importGraph(line) }
        try addMachines(seed)
        agenda.add(.calm, at: landscape.start + ApplianceWorld.trouble)
        agenda.add(.judge, at: landscape.start + .hours(12))
        spread(Int.random(in: 2...8, using: &random), .whim)
        for server in servers.indices where weather.crash > 0 {
            spread(Int.random(in: 0...3, using: &random), .clockJumps(server: server))
        }
        for index in machines.indices {
            agenda.add(.attend(index), at: now + random.duration(.minutes(1), .hours(3)))
            agenda.add(.nature(index), at: now + random.duration(.minutes(1), .hours(3)))
        }
    }

    var saboteur: ApplianceSabotage? { servers[0].server.saboteur as? ApplianceSabotage }

    private func spread(_ count: Int, _ event: ApplianceEvent) {
        for _ in 0..<count {
            agenda.add(event, at: landscape.start + random.duration(.minutes(1), ApplianceWorld.trouble))
        }
    }

    private func addMachines(_ seed: UInt64) throws {
        for (line, product) in landscape.lines.enumerated() {
            try add(line, "\(product.name)-test", .test, seed)
            for number in 1...Int.random(in: 1...2, using: &random) {
                try add(line, "\(product.name)-\(number)", .production, seed)
            }
        }
    }

    private func add(_ line: Int, _ name: String, _ role: ApplianceRole, _ seed: UInt64) throws {
        let (product, index) = (landscape.lines[line], machines.count)
        var verbs = Set(DriverVerb.allCases)
        if random.happens(400) {
            verbs.remove(
                random.pick([.install, .install, .backup, .exportCertificate, .stage, .supportBundle, .restore]))
        }
        let appliance = SimulatedAppliance(
            name: name, shelf: product.shelf, base: product.base, product: product.product,
            random: SeededRandom(seed: seed &* 31 &+ UInt64(index)), at: now.date)
        var machine = Machine(
            appliance: appliance, id: ApplianceID(name), line: line, role: role, verbs: verbs,
            timetable: Int.random(in: 0..<timetables.count, using: &random), adoptedAt: servers[0].server.now,
            truth: .init(versions: [(now, .init(base: product.base, product: product.product))]))
        machine.hidden = product.hidden
        plague(&machine)
        let today = LocalDateTime(utc: now).date
        if random.happens(800) { machine.turn = today.adding(days: Int.random(in: -2...4, using: &random)) }
        if random.happens(900) { machine.contractUntil = today.adding(days: Int.random(in: 1...90, using: &random)) }
        machine.truth.changes = [now - .days(1)]
        try enter(machine)
    }

    /// What will befall its installations.
    private func plague(_ machine: inout Machine) {
        for package in machine.appliance.shelf.packages {
            let kinds = saboteur?.favours ?? HopTrouble.allCases.filter { $0 != .hangs || package.kind == .base }
            let chance = saboteur?.favours == nil ? weather.hopTrouble : 500
            var troubles: [HopTrouble] = []
            while troubles.count < 3, random.happens(chance) { troubles.append(random.pick(kinds)) }
            machine.appliance.mood.troubles[package.id] = troubles
        }
    }

    /// Tells the server of a machine, and keeps the id that it is given.
    private func enter(_ machine: Machine) throws {
        var request = ApplianceRequest(
            name: machine.name, product: landscape.lines[machine.line].name, driver: "simulated", address: machine.name,
            role: machine.role.rawValue)
        request.calendar = machine.timetable.map { timetables[$0].name }
        let name = machine.name
        let step = AdminAppliances.add(request, drivers: ["simulated"], by: Rights([.administrator]))
        let added = try asPerson("ann", "adds \(name)", step)
        guard let id = added?.summary.appliance.facts.id else { return }
        machines.append(machine)
        machines[machines.count - 1].id = id
        if let turn = machine.turn {
            try asPerson(
                "ann", "sets the turn of \(name): \(turn)", AdminAppliances.setTurn(name, on: turn.description))
        }
        if let until = machine.contractUntil {
            let step = AdminAppliances.setContract(name, from: nil, until: until.description)
            try asPerson("ann", "enters the contract of \(name) until \(until)", step)
        }
        try inspector.look(at: machines.count - 1, in: self, servers[0].server)
    }

    /// Puts a calendar into the store; from then on it is the one that counts.
    func publish(_ timetable: Timetable, at index: Int) throws {
        var wide = timetable
        if saboteur == .ignoresWindows { wide.openWide(from: now) }
        guard let calendar = wide.calendar else { return }
        let step = AdminCalendars.importCalendars([calendar])
        let written = try asPerson("ann", "writes the calendar \(timetable.words)", step)
        if written != nil { timetables[index] = timetable }
    }

    /// Nothing goes wrong any more, and the clocks are right.
    func calm() {
        if isCalm { return }
        note("world", "calm")
        (isCalm, weather) = (true, .calm)
        for index in servers.indices { (servers[index].clockError, servers[index].watch) = (.zero, WorkWatch()) }
        for index in machines.indices { machines[index].appliance.mood.troubles = [:] }
        setClocks()
    }

    /// Ends the trouble when nobody has anywhere left to go, and the run when all is well in the calm, or when that takes too long.
    func judge() throws {
        guard servers[0].server.isUp else { return agenda.add(.judge, at: now + .minutes(5)) }
        agenda.add(.judge, at: now + .hours(2))
        if let complaint = try inspector.complaint(in: self) {
            let patience = saboteur?.patience ?? ApplianceWorld.patience
            if now >= landscape.start + ApplianceWorld.trouble + patience { throw complaint }
        } else if isCalm {
            note("world", "all is well")
            isOver = true
        } else {
            calm()
        }
    }
}
