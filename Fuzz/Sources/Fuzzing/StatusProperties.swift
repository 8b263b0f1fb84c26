import AppleDDM
import AppleManagement
import Foundation
import RatchetCore

/// What holds for status reports, one by one and one after the other.
enum StatusProperties {
    static func report(_ bytes: [UInt8]) {
        let json = Data(bytes)
        guard let report = try? StatusReport(json: json) else {
            let root = (try? JSONDocument(repairing: json))?.root
            return require(root?.object == nil, "a report whose envelope can be read is never refused")
        }
        for (name, value) in report.items {
            requireSafe(name)
            require(name.utf8.count <= 256, "no name is longer than a store takes")
            JSONProperties.roundTrip(value)
        }
        for error in report.errors {
            requireSafe(error.statusItem)
            require(error.statusItem.utf8.count <= 256, "no name is longer than a store takes")
        }
        roundTrip(report)
        readers(report)
        read(report)
    }

    /// What the simulator or a test writes is what the server reads.
    private static func roundTrip(_ report: StatusReport) {
        let written = report.json()
        let again = required("a report that was written can be read") { try StatusReport(json: written) }
        require(again.items == report.items, "no item is lost")
        require(again.errors == report.errors, "no error is lost")
        require(again.isFullReport == report.isFullReport, "full stays full")
        require(again.json() == written, "read and written again, the same octets")
    }

    /// Every reader of an item, on the item that it is for.
    private static func readers(_ report: StatusReport) {
        check(AppleDDM.InstallState.self, report)
        check(AppleDDM.InstallReason.self, report)
        check(AppleDDM.PendingVersion.self, report)
        check(FailureReason.self, report)
        check(ClientCapabilities.self, report)
        let statuses = report.reading(of: DeclarationStatuses.self)?.value
        guard var statuses else { return }
        statuses.unreadablePaths = []
        for kind in DeclarationKind.allCases { statuses.byKind[kind] = statuses[kind] }
        require(DeclarationStatuses.read(statuses.json).value == statuses, "declarations: written and read, the same")
    }

    private static func check<Item: StatusItemValue>(_ type: Item.Type, _ report: StatusReport) {
        guard let item = report.reading(of: type)?.value else { return }
        require(Item.read(item.json).value == item, "\(type): written and read, the same")
    }

    private static func read(_ report: StatusReport) {
        let read = ReadStatus(report)
        require(read.unreadable.count + read.observations.count <= report.items.count, "at most one word per item")
        _ = read.unreadableParts
        PlistProperties.observe(read.observations)
    }
}

extension StatusProperties {
    /// Each line is a report; they come one after the other.
    static func merge(_ bytes: [UInt8]) {
        var known: [String: JSONValue] = [:]
        for line in bytes.split(separator: 0x0A).prefix(16) {
            guard let report = try? StatusReport(json: Data(line)) else { continue }
            let merged = StatusMerge.apply(report, onto: known)
            check(report, known, merged)
            known = merged
        }
        read(StatusReport(items: known))
    }

    private static func check(_ report: StatusReport, _ known: [String: JSONValue], _ merged: [String: JSONValue]) {
        require(StatusMerge.apply(report, onto: merged) == merged, "a report that comes twice changes nothing more")
        let before = report.isFullReport ? [:] : known
        require(Set(merged.keys) == Set(before.keys).union(report.items.keys), "no item appears or vanishes")
        for (name, value) in before where report.items[name] == nil {
            require(merged[name] == value, "what a report does not name stays")
        }
        if report.isFullReport {
            require(StatusMerge.apply(report, onto: [:]) == merged, "a full report forgets everything before it")
        }
        for value in merged.values {
            JSONProperties.roundTrip(value)
            if case .array(let elements) = value { checkList(elements) }
        }
    }

    private static func checkList(_ elements: [JSONValue]) {
        let identifiers = elements.compactMap { $0["identifier"]?.string }
        guard identifiers.count == elements.count else { return }
        require(Set(identifiers).count == identifiers.count, "one entry for each identifier")
        for element in elements {
            require(element["_removed"] == nil && element["removed"] == nil, "no flag is kept")
        }
    }
}
