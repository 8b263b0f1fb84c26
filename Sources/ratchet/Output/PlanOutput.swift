import AdminAPI

/// Plans for people.
enum PlanOutput {
    static func table(_ plans: [PlanResource]) -> TextTable {
        var table = TextTable(
            [">NO", "NAME", "STATE", "TARGET", "FOR", "BY", ">OPEN", ">DONE"], flexible: 1, spare: [4])
        for plan in plans {
            table.add([
                String(plan.number), plan.name, plan.state, plan.rule, plan.scope.words, plan.deadline.short,
                String(plan.enforcements.open.values.reduce(0, +)), String(plan.enforcements.done),
            ])
        }
        return table
    }

    /// What a cancelled plan can't undo.
    static func recall(_ installing: Int) throws {
        if installing == 0 { return }
        let devices = Output.count(installing, "device is", "devices are")
        try Output.line("\(devices) installing already and can't be called back.")
    }
}

extension PlanResource.Scope {
    var words: String {
        if let group { return "group \(group)" }
        if let devices { return "\(Output.count(devices.count, "device")) by name" }
        return "every device"
    }
}

extension PlanResource.Deadline {
    var words: String {
        if let local { return Output.time(local) ?? local }
        return "\(Output.count(days ?? 0, "day")) after first seen, \(at ?? "")"
    }

    /// As `words`, for a table: `14 days, 19:00`.
    var short: String { local == nil ? "\(Output.count(days ?? 0, "day")), \(at ?? "")" : words }
}

extension PlanResource.Enforcements {
    /// Devices that the plan brought to their target, also those whose declaration is still being taken away.
    var done: Int { (open["done"] ?? 0) + (ended["done"] ?? 0) }
}
