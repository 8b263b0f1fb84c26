import Foundation

// usage: house-check ROOT PACKAGE-DUMP RULES
//        house-check ROOT rules             prints docs/rules.md
// ROOT is the project, PACKAGE-DUMP the output of `swift package dump-package`, RULES the folder of the rule files.

func check(_ arguments: [String]) throws -> Bool {
    if arguments.count == 2, arguments[1] == "rules" {
        print(RulesPage(try SourceTree(root: URL(fileURLWithPath: arguments[0]))).text, terminator: "")
        return true
    }
    guard arguments.count == 3 else {
        throw CheckError(text: "usage: house-check ROOT PACKAGE-DUMP RULES")
    }
    let rules = URL(fileURLWithPath: arguments[2])
    let table = try WallTable(RuleFile(folder: rules, name: "walls.txt"))
    let purity = try PurityCheck(RuleFile(folder: rules, name: "purity.txt"))
    let exceptions = try ExceptionList(RuleFile(folder: rules, name: "exceptions.txt"))
    let package = try JSONDecoder()
        .decode(PackageDump.self, from: Data(contentsOf: URL(fileURLWithPath: arguments[1])))
    let tree = try SourceTree(root: URL(fileURLWithPath: arguments[0]))

    var report = Report()
    WallCheck(table: table, package: package, tree: tree).run(into: &report)
    for target in package.targets where table.isPure(target.name) {
        for file in tree.swiftFiles(under: target.folder) {
            purity.run(on: file, room: target.name, into: &report)
        }
    }
    let page = tree.files.first { $0.path == RulesPage.path }
    for fault in RulesPage(tree).faults(page: page?.text) { report.add(fault) }
    try HouseCheck(exceptions: exceptions, tree: tree).run(into: &report)

    print(report.text())
    return report.isEmpty
}

do {
    exit(try check(Array(CommandLine.arguments.dropFirst())) ? 0 : 1)
} catch let error as CheckError {
    print("house-check: \(error.text)")
    exit(2)
} catch {
    print("house-check: \(error)")
    exit(2)
}
