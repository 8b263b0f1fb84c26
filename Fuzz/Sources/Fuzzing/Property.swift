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

/// A device's text has no U+0000, and not so many accents in a row that to compare it would take hours.
func requireSafe(_ text: String) {
    requireNoNUL(text)
    var run = 0
    for scalar in text.unicodeScalars {
        run = scalar.properties.canonicalCombiningClass == .notReordered ? 0 : run + 1
        require(run <= 30, "no more than thirty accents in a row")
    }
}
