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
    /// A plan's id or number, which covers the device; verdicts are those under this plan.
    public var plan: String?
    /// Whether somebody should look at the device.
    public var needsALook: Bool

    public init(
        words: [String] = [], answers: Set<Verdict.Answer> = [], reasons: Set<Reason> = [], group: String? = nil,
        plan: String? = nil, needsALook: Bool = false
    ) {
        self.words = words.map { $0.lowercased() }
        (self.answers, self.reasons, self.group) = (answers, reasons, group)
        (self.plan, self.needsALook) = (plan, needsALook)
    }

    func fits(_ device: DeviceSummary) -> Bool {
        words.isEmpty || words.allSatisfy(device.searchText.contains)
    }

    func fits(_ judged: JudgedDevice) -> Bool {
        (answers.isEmpty || answers.contains(judged.verdict.answer))
            && (reasons.isEmpty || reasons.contains(judged.verdict.reason))
            && (!needsALook || judged.verdict.answer.needsALook(judged.verdict.reason))
    }
}
