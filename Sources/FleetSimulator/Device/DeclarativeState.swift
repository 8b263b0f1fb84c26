import AppleDDM

/// What a device remembers of declarative management. Once on, it stays on until the device is unenrolled.
struct DeclarativeState: Equatable, Sendable {
    /// The token of the manifest that was applied last.
    var declarationsToken: String?
    var held: [HeldDeclaration] = []
    /// The values that the server has confirmed with a 200.
    var confirmed: [String: JSONValue] = [:]
    /// Subscribed items that the device does not have, as far as the server knows of them.
    var confirmedMissing: Set<String> = []
    var reportsSent = 0
}

extension DeclarativeState: Codable {
    private enum Keys: String, CodingKey {
        case declarationsToken, held, confirmed, confirmedMissing, reportsSent
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        declarationsToken = try container.decodeIfPresent(String.self, forKey: .declarationsToken)
        held = try container.decode([HeldDeclaration].self, forKey: .held)
        confirmed = try container.decode([String: StoredJSON].self, forKey: .confirmed).mapValues(\.value)
        confirmedMissing = try container.decode(Set<String>.self, forKey: .confirmedMissing)
        reportsSent = try container.decode(Int.self, forKey: .reportsSent)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encodeIfPresent(declarationsToken, forKey: .declarationsToken)
        try container.encode(held, forKey: .held)
        try container.encode(confirmed.mapValues(StoredJSON.init(value:)), forKey: .confirmed)
        try container.encode(confirmedMissing, forKey: .confirmedMissing)
        try container.encode(reportsSent, forKey: .reportsSent)
    }
}
