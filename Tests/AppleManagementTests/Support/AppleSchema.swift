import AppleDDM
import Foundation
import Testing
import Yams

/// A value that is held against Apple's schema, from JSON or from a property list.
indirect enum SchemaValue {
    case string(String)
    case integer
    case real
    case boolean
    case data
    case array([SchemaValue])
    case dictionary([String: SchemaValue])
    case other(String)

    init(_ json: JSONValue) {
        switch json {
        case .string(let text): self = .string(text)
        case .int: self = .integer
        case .double: self = .real
        case .bool: self = .boolean
        case .array(let values): self = .array(values.map(SchemaValue.init))
        case .object(let members): self = .dictionary(members.mapValues(SchemaValue.init))
        case .null: self = .other("null")
        }
    }

    init(plist: Any) {
        switch plist {
        case let text as String: self = .string(text)
        case is Data: self = .data
        case let values as [Any]: self = .array(values.map { SchemaValue(plist: $0) })
        case let members as [String: Any]: self = .dictionary(members.mapValues { SchemaValue(plist: $0) })
        default: self = .other("\(type(of: plist))")
        }
    }
}

/// One file of Apple's device-management schema, as far as it says what keys a payload may have.
struct AppleSchema {
    private struct Key {
        let name: String
        let type: String
        let isRequired: Bool
        let allowed: [String]
        let subkeys: [Key]

        init(_ node: [String: Any]) {
            name = node["key"] as? String ?? ""
            type = node["type"] as? String ?? "<any>"
            isRequired = node["presence"] as? String == "required"
            allowed = (node["rangelist"] as? [Any])?.map { "\($0)" } ?? []
            subkeys = (node["subkeys"] as? [[String: Any]] ?? []).map(Key.init)
        }
    }

    private let keys: [Key]

    /// - Parameter path: below `shared/data/apple-schema`.
    init(_ path: String) throws {
        let url = SharedData.directory.appending(path: "apple-schema").appending(path: path)
        let root = try Yams.load(yaml: String(contentsOf: url, encoding: .utf8)) as? [String: Any]
        keys = (root?["payloadkeys"] as? [[String: Any]] ?? []).map(Key.init)
    }

    /// What is wrong with the payload; empty when it is as Apple wants it.
    func faults(in payload: SchemaValue) -> [String] {
        guard case .dictionary(let members) = payload else { return ["no dictionary"] }
        return AppleSchema.faults(members, keys, "")
    }

    private static func faults(_ members: [String: SchemaValue], _ keys: [Key], _ path: String) -> [String] {
        let known = Dictionary(keys.map { ($0.name, $0) }) { first, _ in first }
        var faults = keys.filter { $0.isRequired && members[$0.name] == nil }.map { "\(path)\($0.name) is missing" }
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            guard let key = known[name] ?? known["ANY"] else {
                faults.append("\(path)\(name) is unknown")
                continue
            }
            faults += AppleSchema.faults(value, key, "\(path)\(name)")
        }
        return faults
    }

    private static func faults(_ value: SchemaValue, _ key: Key, _ path: String) -> [String] {
        switch (value, key.type) {
        case (.string(let text), "<string>"):
            return key.allowed.isEmpty || key.allowed.contains(text) ? [] : ["\(path) may not be \(text)"]
        case (.integer, "<integer>"), (.integer, "<real>"), (.real, "<real>"), (.boolean, "<boolean>"),
            (.data, "<data>"), (_, "<any>"):
            return []
        case (.array(let values), "<array>"):
            guard let element = key.subkeys.first else { return [] }
            return values.enumerated().flatMap { faults($1, element, "\(path)[\($0)]") }
        case (.dictionary(let members), "<dictionary>"):
            return key.subkeys.isEmpty ? [] : faults(members, key.subkeys, "\(path).")
        default:
            return ["\(path) is no \(key.type)"]
        }
    }
}
