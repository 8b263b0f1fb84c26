import Foundation

/// Who may import whom: the table in `walls.txt`.
struct WallTable {
    struct Room {
        var name: NamePattern
        var isPure: Bool
        var mayImport: [NamePattern]
    }

    struct Key {
        var module: NamePattern
        var holders: [NamePattern]
    }

    private var rooms: [Room] = []
    private var keys: [Key] = []
    private var system: Set<String> = []
    private var pureOutside: Set<String> = []

    init(_ file: RuleFile) throws {
        for line in file.lines {
            let halves = line.text.split(separator: ":", maxSplits: 1).map { $0.split(separator: " ").map(String.init) }
            guard halves.count == 2 || line.text.hasSuffix(":"), let verb = halves[0].first else {
                throw file.broken(line, "expected `verb name: names`")
            }
            let left = Array(halves[0].dropFirst())
            let right = halves.count == 2 ? halves[1] : []
            switch verb {
            case "room", "pure":
                for name in left {
                    rooms.append(
                        Room(
                            name: NamePattern(text: name), isPure: verb == "pure",
                            mayImport: right.map(NamePattern.init)))
                }
            case "only":
                for name in left {
                    keys.append(Key(module: NamePattern(text: name), holders: right.map(NamePattern.init)))
                }
            case "system": system.formUnion(right)
            case "pure-outside": pureOutside.formUnion(right)
            default: throw file.broken(line, "unknown verb \(verb)")
            }
        }
    }

    func room(_ name: String) -> Room? {
        rooms.first { $0.name.matches(name) }
    }

    func isSystem(_ module: String) -> Bool {
        system.contains(module)
    }

    func isPure(_ name: String) -> Bool {
        room(name)?.isPure ?? false
    }

    /// Why this room may not have this module, or nil if it may.
    func refusal(of module: String, in room: Room, named name: String, ours: Set<String>) -> String? {
        if let key = keys.first(where: { $0.module.matches(module) }) {
            guard key.holders.contains(where: { $0.matches(name) }) else {
                return "\(module) is only for \(key.holders.map(\.text).joined(separator: ", "))"
            }
        }
        if ours.contains(module) {
            return room.mayImport.contains { $0.matches(module) } ? nil : "no door leads from \(name) to \(module)"
        }
        if room.isPure {
            return pureOutside.contains(module)
                ? nil : "\(name) is pure: from outside it imports values and hashes only"
        }
        return nil
    }
}

/// Compares what each target declares, what it imports and what the table allows.
struct WallCheck {
    let table: WallTable
    let package: PackageDump
    let tree: SourceTree

    private static let law =
        "move the code to a room that may, or move the wall: scripts/check/walls.txt and a decision record"

    func run(into report: inout Report) {
        let ours = Set(package.targets.map(\.name))
        for target in package.targets {
            guard let room = table.room(target.name) else {
                report.add(
                    fault(
                        "Package.swift", nil, "\(target.name) has no line in scripts/check/walls.txt",
                        "say there what the new room may import, and why in a decision record"))
                continue
            }
            checkDeclared(target, room, ours, into: &report)
            checkImported(target, room, ours, into: &report)
        }
        checkStrays(into: &report)
    }

    private func checkDeclared(
        _ target: PackageDump.Target, _ room: WallTable.Room, _ ours: Set<String>, into report: inout Report
    ) {
        for dependency in target.dependencies {
            if let refusal = table.refusal(of: dependency.name, in: room, named: target.name, ours: ours) {
                let text = "\(target.name) declares \(dependency.name): \(refusal)"
                report.add(fault("Package.swift", nil, text, Self.law))
            }
        }
    }

    private func checkImported(
        _ target: PackageDump.Target, _ room: WallTable.Room, _ ours: Set<String>, into report: inout Report
    ) {
        let files = tree.swiftFiles(under: target.folder)
        if files.isEmpty, target.type != .system {
            let text = "\(target.name) has no Swift file in \(target.folder)"
            report.add(fault("Package.swift", nil, text, "give the target its files, or remove it"))
        }
        let declared = Set(target.dependencies.map(\.name))
        var imported: Set<String> = []
        for file in files {
            for line in Import.all(in: file.tokens) where line.module != target.name {
                imported.insert(line.module)
                if let refusal = table.refusal(of: line.module, in: room, named: target.name, ours: ours) {
                    report.add(
                        fault(file.path, line.line, "\(target.name) imports \(line.module): \(refusal)", Self.law))
                } else if !declared.contains(line.module), !table.isSystem(line.module) {
                    report.add(
                        fault(
                            file.path, line.line, "\(target.name) imports \(line.module), which it does not declare",
                            "name it in the target's dependencies in Package.swift, or drop the import"))
                }
            }
        }
        // An executable is declared to have it built, by a test that starts it for instance.
        let executables = Set(package.targets.filter { $0.type == .executable }.map(\.name))
        for name in declared.subtracting(imported).subtracting(executables).sorted() {
            report.add(
                fault(
                    "Package.swift", nil, "\(target.name) declares \(name), which no file of it imports",
                    "drop it from the target's dependencies"))
        }
    }

    /// A folder that no target owns is not built, not tested and not checked.
    private func checkStrays(into report: inout Report) {
        let folders = Set(package.targets.map(\.folder))
        for file in tree.files where file.isSwift && (file.path.hasPrefix("Sources/") || file.path.hasPrefix("Tests/"))
        {
            if !folders.contains(where: { file.path.hasPrefix($0 + "/") }) {
                report.add(
                    fault(file.path, nil, "belongs to no target", "add the target to Package.swift, or remove the file")
                )
            }
        }
    }

    private func fault(_ file: String, _ line: Int?, _ text: String, _ wayOut: String) -> Fault {
        Fault(group: .walls, file: file, line: line, text: text, wayOut: wayOut)
    }
}
