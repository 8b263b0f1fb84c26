import RatchetCore

/// Plans to and from their columns.
extension Plan {
    var parameters: [SQLValue] {
        [
            .text(id.text), .int(number), .text(name), .text(rule.description), .text(scope.word),
            .optional(scope.group?.text), .optional(deadline.fixed?.description), .optional(deadline.days),
            .optional(deadline.time?.description), .optional(detailsURL), .int(Int64(priority)),
            .optional(urgentBecause), .int(createdAt.microseconds), .bool(followsImprovements),
        ]
    }

    init(_ row: SQLRow, members: [DeviceID]) throws(StoreError) {
        guard let rule = VersionRule(try row.text(3)), let state = State(rawValue: try row.text(13)) else {
            throw StoreError.corrupt("a plan has an unknown rule or state")
        }
        self.init(
            id: PlanID(try row.text(0)), number: try row.int(1), name: try row.text(2), rule: rule,
            scope: try PlanScope(row, members: members), deadline: try DeadlineRule(row),
            detailsURL: try row.optionalText(9), followsImprovements: try row.bool(15), priority: Int(try row.int(10)),
            urgentBecause: try row.optionalText(11), createdAt: Instant(microseconds: try row.int(12)), state: state,
            cancelledAt: try row.optionalInt(14).map(Instant.init(microseconds:)))
    }
}

extension PlanScope {
    fileprivate var word: String {
        switch self {
        case .everything: "everything"
        case .group: "group"
        case .devices: "devices"
        }
    }

    fileprivate var group: GroupID? { if case .group(let id) = self { id } else { nil } }

    fileprivate init(_ row: SQLRow, members: [DeviceID]) throws(StoreError) {
        switch (try row.text(4), try row.optionalText(5)) {
        case ("everything", _): self = .everything
        case ("devices", _): self = .devices(members)
        case ("group", .some(let group)): self = .group(GroupID(group))
        default: throw StoreError.corrupt("a plan has an unknown scope")
        }
    }
}

extension DeadlineRule {
    fileprivate var fixed: LocalDateTime? { if case .fixed(let typed) = self { typed } else { nil } }
    fileprivate var days: Int64? { if case .afterFirstSeen(let days, _) = self { Int64(days) } else { nil } }
    fileprivate var time: LocalTime? { if case .afterFirstSeen(_, let time) = self { time } else { nil } }

    fileprivate init(_ row: SQLRow) throws(StoreError) {
        if let typed = try row.optionalText(6).flatMap({ LocalDateTime($0) }) {
            self = .fixed(typed)
        } else if let days = try row.optionalInt(7), let time = try row.optionalText(8).flatMap({ LocalTime($0) }) {
            self = .afterFirstSeen(days: Int(days), at: time)
        } else {
            throw StoreError.corrupt("a plan has no deadline")
        }
    }
}
