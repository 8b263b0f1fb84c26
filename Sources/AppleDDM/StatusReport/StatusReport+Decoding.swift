public import Foundation

extension StatusReport {
    /// Reads a report. Throws only when the bytes are no JSON object or exceed a limit.
    public init(json: Data, limits: JSONLimits = .message) throws(DDMCodecError) {
        let document: JSONDocument
        do {
            document = try JSONDocument.keeping(json, limits: limits)
        } catch {
            throw DDMCodecError(error)
        }
        let members = try JSONFields(document.root).members
        self.init(items: [:])
        replacedNULs = document.replacedNULs
        if document.repairs > 0 { note("", "\(document.repairs) texts or numbers were no JSON and were put right") }
        readItems(members["StatusItems"], fullReport: members[Self.fullReportKey])
        readErrors(members["Errors"])
    }

    /// One early build put `FullReport` into `StatusItems`; both places count.
    private mutating func readItems(_ value: JSONValue?, fullReport: JSONValue?) {
        guard var members = value?.object else {
            note("StatusItems", value.map { "expected an object, found \($0.kind)" } ?? "missing")
            return
        }
        let misplaced = members.removeValue(forKey: Self.fullReportKey)
        let flat = StatusFlattening.flatten(members)
        items = flat.items
        if flat.passedOver > 0 { note("StatusItems", "\(flat.passedOver) names are too long and were passed over") }
        isFullReport = truth(of: fullReport) || truth(of: misplaced)
    }

    private mutating func truth(of value: JSONValue?) -> Bool {
        guard let value else { return false }
        if value.bool == nil { note(Self.fullReportKey, "expected a truth value, found \(value.kind)") }
        return value.bool ?? false
    }

    private mutating func readErrors(_ value: JSONValue?) {
        guard let value else { return }
        guard let entries = value.array else { return note("Errors", "expected an array, found \(value.kind)") }
        for (index, entry) in entries.enumerated() {
            if let error = StatusItemError(entry) {
                errors.append(error)
            } else {
                note("Errors[\(index)]", "names no status item")
            }
        }
    }

    private mutating func note(_ path: String, _ reason: String) {
        faults.append(Fault(path: path, reason: reason))
    }
}

extension JSONDocument {
    /// A report that is JSON is read strictly; one that is JSON but for some text or number in it is put right, because
    /// a device sends a report again until it is taken.
    fileprivate static func keeping(_ json: Data, limits: JSONLimits) throws(JSONError) -> JSONDocument {
        do {
            return try JSONDocument(json, limits: limits)
        } catch {
            guard [.invalidText, .numberOutOfRange, .syntax].contains(error.code) else { throw error }
            return try JSONDocument(repairing: json, limits: limits)
        }
    }
}
