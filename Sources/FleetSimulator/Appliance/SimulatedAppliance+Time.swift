public import Foundation

extension SimulatedAppliance {
    /// Time has passed.
    public mutating func advance(to now: Date) {
        for call in works.keys.sorted() where works[call]?.reply == nil { advance(call, to: now) }
        if case .away(let until) = state, until <= now { state = .running }
    }

    private mutating func advance(_ call: String, to now: Date) {
        guard var work = works[call] else { return }
        if let switches = work.switches, switches <= now, !work.hasSwitched {
            work.hasSwitched = true
            works[call] = work
            switchOver(work)
        }
        if let ends = work.ends, ends <= now {
            work.reply = reply(to: work, call: call)
            works[call] = work
            if workingOn == call {
                workingOn = nil
                (sessions, users) = (Int.random(in: 0...12, using: &random), Int.random(in: 0...20, using: &random))
            }
        }
    }

    /// The moment of an installation in which the new version takes the old one's place, or doesn't.
    private mutating func switchOver(_ work: Work) {
        guard case .install(let id) = work.order, let package = shelf.package(id), state != .bricked else { return }
        if let returns = work.returns { state = .away(until: returns) }
        guard let trouble = work.trouble else { return take(package) }
        if trouble.installs {
            take(package)
        } else if trouble.breaksBase, package.kind == .base {
            state = .broken
            alarms = ["the base system is damaged"]
        }
    }

    private mutating func reply(to work: Work, call: String) -> ApplianceReply {
        guard state != .bricked else { return .silence }
        switch work.order {
        case .inventory: return inventory()
        case .health: return .health(condition)
        case .backup:
            let reference = "\(name)-\(call).backup"
            backups[reference] = Backup(base: base, product: product)
            return .backup(
                reference: reference, sha256: AppliancePackage.digest(reference), bytes: 70_000_000)
        case .exportCertificate:
            return .certificate(reference: "\(name)/tls", fingerprint: AppliancePackage.digest("\(name)/tls"))
        case .stage(let id):
            staged.insert(id)
            return .staged(sha256: shelf.package(id)?.sha256 ?? "")
        case .restore(let reference):
            if let backup = backups[reference] { (base, product) = (backup.base, backup.product) }
            return .restored
        case .supportBundle: return .supportBundle(reference: "\(name)-\(call).tgz")
        case .install(let id): return outcome(of: id, trouble: work.trouble)
        }
    }

    private mutating func outcome(of id: String, trouble: HopTrouble?) -> ApplianceReply {
        switch trouble {
        case nil, .lies, .slow: break
        case .refused: return .error("\(name) refuses \(id)")
        case .failsBefore: return .error("\(id) could not be unpacked")
        case .failsDuring: return .error("the installer ended in the middle of \(id)")
        case .failsAfter: return .error("the installer lost its connection")
        case .answerLost, .orderLost, .crashesOld, .crashesNew, .crashesBroken, .hangs: return .silence
        case .alarmAfter: alarms.append("a service does not start")
        case .garbledAfter: garbled = 2
        case .visitorAfter: visit()
        }
        return .installed
    }

    /// Somebody comes by and installs the next product that can be installed.
    private mutating func visit() {
        let next = shelf.packages.first { package in
            package.kind == .product && shelf.isNews(package, base: base, product: product, installed: licences)
                && shelf.refusal(of: package, base: base, product: product) == nil
        }
        if let next { take(next) }
    }

    private mutating func inventory() -> ApplianceReply {
        guard garbled == 0 else {
            garbled -= 1
            return .garbled
        }
        return .inventory(report)
    }
}
