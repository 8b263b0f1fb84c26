/// Ends the process, as libFuzzer expects of a finding, unless the property holds.
func require(_ holds: Bool, _ property: @autoclosure () -> String) {
    if !holds { violated(property()) }
}

/// A value that must be there.
func required<Value>(_ property: @autoclosure () -> String, _ make: () throws -> Value?) -> Value {
    do {
        if let value = try make() { return value }
        violated(property())
    } catch {
        violated("\(property()): \(error)")
    }
}

/// The one deliberate trap: whatever else ends the process is a fault of a decoder.
func violated(_ property: String) -> Never {
    fatalError("violated: \(property)")
}

/// Stores end a text at U+0000, so no decoder lets one through.
func requireNoNUL(_ text: String) {
    require(!text.utf8.contains(0), "no U+0000 in a text that was read")
}
