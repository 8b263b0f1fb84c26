public import FleetSimulator

/// What the audit of a whole fleet found.
public struct AuditReport: Sendable, Equatable, Encodable {
    /// A device of which the server said something else than what is true.
    public struct Disagreement: Sendable, Equatable, Encodable {
        public let device: String
        public let udid: String
        /// What was expected, and what was said.
        public let detail: String
    }

    public private(set) var devices = 0
    public private(set) var agreed = 0
    public private(set) var unknowable = 0
    /// So many went on changing, so that nothing can be said of them.
    public private(set) var changing = 0
    public private(set) var disagreements: [Disagreement] = []

    public init() {}

    /// Counts one device in.
    public mutating func note(_ finding: AuditFinding, of device: DeviceSummary) {
        devices += 1
        switch finding {
        case .agrees: agreed += 1
        case .cannotBeKnown: unknowable += 1
        case .changing: changing += 1
        case .disagrees(let detail):
            disagreements.append(Disagreement(device: device.name, udid: device.udid, detail: detail))
        }
    }

    /// Whether nothing was said that is not true.
    public var isGood: Bool { disagreements.isEmpty }

    /// For people: `The server's explanation agrees with the truth for 19,987 of 20,000 devices.`
    public var sentence: String {
        let share = "\(grouped(agreed)) of \(grouped(devices)) devices"
        var text = "The server's explanation agrees with the truth for \(share)"
        if unknowable > 0 { text += "; of \(grouped(unknowable)) it can't know" }
        if changing > 0 { text += "; \(grouped(changing)) went on changing" }
        return text + "."
    }

    private func grouped(_ number: Int) -> String {
        let digits = String(number)
        return digits.enumerated().reduce(into: "") { text, digit in
            if digit.offset > 0, (digits.count - digit.offset).isMultiple(of: 3) { text += "," }
            text.append(digit.element)
        }
    }
}
