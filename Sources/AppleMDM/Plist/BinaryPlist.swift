import Foundation

/// Turns a binary property list into nodes. Devices send XML; this is for the few programs that do not.
enum BinaryPlist {
    /// - Parameter plist: measured by `BinaryPlistGuard`, for Foundation's reader and the turning of its values recurse.
    static func root(of plist: Data) throws(MDMCodecError) -> PlistNode {
        do {
            return node(try PropertyListSerialization.propertyList(from: plist, options: [], format: nil))
        } catch {
            throw MDMCodecError(.notAPlist, "not a property list: \(error)")
        }
    }

    private static func node(_ value: Any) -> PlistNode {
        switch value {
        case let text as String: .string(text)
        // A number that is 0 or 1 passes for a Bool with `as`.
        case let truth as Bool where type(of: value) == Bool.self: .boolean(truth)
        case let number as NSNumber: Int64(exactly: number).map(PlistNode.integer) ?? .real(number.doubleValue)
        case let bytes as Data: .data(bytes)
        case let values as [Any]: .array(values.map(node))
        case let fields as [String: Any]: .dictionary(fields.mapValues(node))
        default: .other
        }
    }
}
