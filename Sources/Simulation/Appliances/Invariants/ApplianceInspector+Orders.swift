import FleetSimulator
import Foundation
import Orchestrator
import Ports
import RatchetCore
import Storage

/// What reaches an appliance.
extension ApplianceInspector {
    /// An order arrives, before the appliance takes it.
    func orderArrives(_ order: ApplianceOrder, _ key: String, at index: Int, in world: ApplianceWorld) throws {
        let (machine, sight) = (world.machines[index], seen[index] ?? Sight())
        if !order.isReading, sight.frozenAt != nil {
            throw Violation(.frozenIsLeftAlone, "\(machine.name) is told \(order) although its base hop failed")
        }
        guard case .install(let package) = order else { return }
        let wentOn = world.people.wentOn[index]
        if let failed = sight.failedAt, wentOn.map({ $0 < failed }) ?? true {
            throw Violation(.failureWaitsForAPerson, "\(machine.name) is to install \(package) after a hop has failed")
        }
        if let earlier = machine.truth.installs.last(where: { $0.package == package }), earlier.key != key,
            wentOn.map({ $0 < earlier.at }) ?? true
        {
            throw Violation(.neverTwice, "\(machine.name) is to install \(package) once more")
        }
        if sight.attempt?.key != key {
            throw Violation(.storyMatchesWitness, "\(machine.name) is to install \(package), and no hop was begun")
        }
    }

    /// After an order was taken: what the appliance itself has against it.
    func weigh(_ index: Int, in world: ApplianceWorld) throws {
        let machine = world.machines[index]
        guard let misdeed = machine.appliance.witness.misdeeds.last, misdeed.at == world.now.date else { return }
        let text = "\(machine.name): \(misdeed.kind.rawValue), \(misdeed.order)"
        let isTold = machine.truth.inventoryHeard.map {
            $0 >= machine.truth.versions[machine.truth.versions.count - 1].from
        }
        switch misdeed.kind {
        case .drivenWhileBroken: throw Violation(.frozenIsLeftAlone, text)
        case .callRepeated: throw Violation(.calledOnce, text)
        // A person may have a backup put back whenever it seems right.
        case .twoAtOnce: if case .install = misdeed.order { throw Violation(.oneAtATime, text) }
        // Nobody can know what was not told.
        case .installedAgain, .blockedInstalled: if isTold == true { throw Violation(.blockedNeverOrdered, text) }
        }
    }

    /// A call is begun: from now on it may be made.
    func begins(
        _ begun: DriverCallSteps.Begun, _ index: Int, in world: ApplianceWorld, _ server: SimulatedServer
    ) throws {
        guard begun.call.request.verb == .install, let sight = seen[index], let upgrade = sight.upgrade else { return }
        try hopBegins(upgrade, index, world, server)
    }

    /// All that must be true when a hop begins.
    func hopBegins(_ upgrade: Upgrade, _ index: Int, _ world: ApplianceWorld, _ server: SimulatedServer) throws {
        let facts = try server.look { try $0.findAppliance(world.machines[index].id.text)?.facts }
        guard let hop = upgrade.nextHop, let facts else { return }
        let scene = HopScene(
            machine: world.machines[index], hop: hop, upgrade: upgrade, now: world.now, clock: server.now,
            slack: world.clockSpread + .seconds(5), policy: policy)
        try scene.requireBackup()
        try scene.requireExport(world.people)
        try scene.requireHealth()
        try scene.requireSoak(world.people)
        try scene.requireApproval(world.people)
        try scene.requireNoPause(world.people)
        let needed = HopEstimate(hop, on: facts, policy).needed
        try scene.requireWindow(needed, scene.machine.timetable.map { world.timetables[$0] })
        try scene.requireTurn(scene.machine.timetable.map { world.timetables[$0].zone })
        let tests = world.machines.indices.filter {
            world.machines[$0].line == scene.machine.line && world.machines[$0].role == .test
        }
        try scene.requireTest(tests.flatMap { seen[$0]?.runs ?? [] }, world.people)
    }
}
