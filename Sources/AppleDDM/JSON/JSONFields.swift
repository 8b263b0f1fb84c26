import Foundation

/// Reads the keys of one object, naming the key in every error.
struct JSONFields {
    let members: [String: JSONValue]

    init(_ value: JSONValue) throws(DDMCodecError) {
        guard let members = value.object else {
            throw DDMCodecError(.notAnObject, "expected an object, found \(value.kind)")
        }
        self.members = members
    }

    init(_ json: Data, limits: JSONLimits) throws(DDMCodecError) {
        let root: JSONValue
        do {
            root = try JSONValue(json: json, limits: limits)
        } catch {
            throw DDMCodecError(error)
        }
        try self.init(root)
    }

    func string(_ key: String) throws(DDMCodecError) -> String {
        guard let text = try optionalString(key) else { throw .missing(key) }
        return text
    }

    func optionalString(_ key: String) throws(DDMCodecError) -> String? {
        guard let value = members[key] else { return nil }
        guard let text = value.string else { throw .wrongType(key) }
        return text
    }

    func array(_ key: String) throws(DDMCodecError) -> [JSONValue] {
        guard let value = members[key] else { throw .missing(key) }
        guard let array = value.array else { throw .wrongType(key) }
        return array
    }

    func strings(_ key: String) throws(DDMCodecError) -> [String] {
        guard let value = members[key] else { throw .missing(key) }
        guard let strings = value.strings else { throw .wrongType(key) }
        return strings
    }

    func object(_ key: String) throws(DDMCodecError) -> JSONFields {
        guard let value = members[key] else { throw .missing(key) }
        guard value.object != nil else { throw .wrongType(key) }
        return try JSONFields(value)
    }
}
