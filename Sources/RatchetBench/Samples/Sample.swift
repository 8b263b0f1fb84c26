import RatchetCore

/// A sample is not what it is meant to be: a mistake in this target.
struct BadSample: Error, CustomStringConvertible {
    let description: String
}

/// Values that are written as text.
enum Sample {
    static func version(_ text: String) throws -> OSVersion { try required(OSVersion(text), text) }
    static func moment(_ text: String) throws -> Instant { try required(Instant(rfc3339: text), text) }
    static func day(_ text: String) throws -> CivilDate { try required(CivilDate(text), text) }
    static func local(_ text: String) throws -> LocalDateTime { try required(LocalDateTime(text), text) }
    static func rule(_ text: String) throws -> VersionRule { try required(VersionRule(text), text) }
    static func time(_ text: String) throws -> LocalTime { try required(LocalTime(text), text) }

    static let capabilities = Capabilities(declarationTypes: [Capabilities.enforcementType], statusItems: [])

    static func required<Value>(_ value: Value?, _ text: String) throws -> Value {
        guard let value else { throw BadSample(description: "`\(text)` can't be read") }
        return value
    }
}
