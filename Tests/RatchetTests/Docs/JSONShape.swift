import Foundation

/// Compares what an interface answers with an example of it: the keys, never the values.
enum JSONShape {
    /// Keys that only one of them has, by path. An object with the key `...` may have more; one that is null or empty on
    /// either side says nothing.
    static func differences(_ shown: Any, _ answered: Any, at path: String = "") -> [String] {
        if let shown = shown as? [String: Any], let answered = answered as? [String: Any] {
            let isOpen = shown["..."] != nil
            let missing = Set(shown.keys).subtracting(answered.keys).subtracting(["..."])
            let extra = isOpen ? [] : Set(answered.keys).subtracting(shown.keys)
            let inside = shown.keys.sorted().flatMap { key -> [String] in
                guard let one = shown[key], let other = answered[key] else { return [] }
                return differences(one, other, at: "\(path).\(key)")
            }
            return missing.sorted().map { "\(path).\($0) is not answered" }
                + extra.sorted().map { "\(path).\($0) is not shown" } + inside
        }
        if let shown = (shown as? [Any])?.first, let answered = (answered as? [Any])?.first {
            return differences(shown, answered, at: "\(path)[]")
        }
        return []
    }
}
