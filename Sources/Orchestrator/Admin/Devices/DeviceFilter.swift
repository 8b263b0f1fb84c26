public import RatchetCore

/// Which devices somebody wants to see. What is empty or nil lets every device through.
public struct DeviceFilter: Sendable, Equatable {
    /// Each must occur in what a person would search the device by; case does not count.
    public var words: [String]
    /// The verdict's answer is one of these.
    public var answers: Set<Verdict.Answer>
    /// The verdict's reason is one of these; a state of an enforcement is a reason by its own name.
    public var reasons: Set<Reason>
    /// A group's id, number or name, whose member the device is.
    public var group: String?

    public init(
        words: [String] = [], answers: Set<Verdict.Answer> = [], reasons: Set<Reason> = [], group: String? = nil
    ) {
        self.words = words.map { $0.lowercased() }
        (self.answers, self.reasons, self.group) = (answers, reasons, group)
    }

    func fits(_ device: DeviceSummary) -> Bool {
        words.isEmpty || words.allSatisfy(device.searchText.contains)
    }

    func fits(_ judged: JudgedDevice) -> Bool {
        (answers.isEmpty || answers.contains(judged.verdict.answer))
            && (reasons.isEmpty || reasons.contains(judged.verdict.reason))
    }
}
