import AppleDDM
import Foundation

extension StatusDraft {
    /// The report as it goes on the wire: dotted names become nested objects (reference 2.3).
    var json: Data {
        var items = JSONValue.object([:])
        for (name, value) in values {
            items = items.setting(value, at: name.split(separator: ".").map(String.init)[...])
        }
        let errors = missing.map { name -> JSONValue in
            [
                "StatusItem": .string(name),
                "Reasons": [
                    [
                        "Code": "Error.StatusItemNotSupported",
                        "Description": "The status item is not supported on this device.",
                    ]
                ],
            ]
        }
        var report: [String: JSONValue] = ["StatusItems": items, "Errors": .array(errors)]
        if namesFullReport { report["FullReport"] = .bool(isFull) }
        return JSONValue.object(report).json()
    }
}

extension JSONValue {
    fileprivate func setting(_ value: JSONValue, at path: ArraySlice<String>) -> JSONValue {
        guard let key = path.first else { return value }
        var members = object ?? [:]
        members[key] = (members[key] ?? .object([:])).setting(value, at: path.dropFirst())
        return .object(members)
    }
}
