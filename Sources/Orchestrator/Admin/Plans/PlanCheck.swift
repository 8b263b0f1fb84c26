import Foundation
import Ports
import RatchetCore
import Storage

/// Checks a request for a plan: everything that is wrong with it is found at once.
struct PlanCheck {
    private let request: PlanRequest
    private let context: StepContext
    private var faults: [AdminProblem.Fault] = []

    /// The plan that is asked for.
    /// - Throws: `AdminProblem` with every fault.
    static func plan(_ request: PlanRequest, _ store: inout StoreTransaction, _ context: StepContext) throws -> NewPlan
    {
        var check = PlanCheck(request, context)
        let rule = check.rule()
        let scope = try check.scope(&store)
        let because = check.because()
        let deadline = check.deadline(isUrgent: request.isUrgent)
        check.improvements(rule)
        let (name, detailsURL, priority) = (check.name(), check.detailsURL(), check.priority())
        guard check.faults.isEmpty, let rule, let scope, let deadline else {
            throw AdminProblem.invalid("plan", check.faults)
        }
        return NewPlan(
            id: PlanID(context.ids.next()), name: name ?? PlanCheck.usualName(rule, deadline), rule: rule, scope: scope,
            deadline: deadline, detailsURL: detailsURL,
            followsImprovements: request.followsImprovements, priority: priority, urgentBecause: because)
    }

    private init(_ request: PlanRequest, _ context: StepContext) {
        (self.request, self.context) = (request, context)
    }

    private mutating func fault(_ field: String, _ text: String) {
        faults.append(AdminProblem.Fault(field, text))
    }

    private mutating func rule() -> VersionRule? {
        let known = "latest, latest-minor, latest-of-major:26, a version such as 26.4, or one build of it, 26.4:25E246"
        guard let text = request.rule, !text.isEmpty else {
            fault("rule", "Say which version is wanted: \(known). There is no default.")
            return nil
        }
        guard let rule = VersionRule(text) else {
            fault("rule", "\(AdminProblem.quoted(text)) is no rule. It is one of \(known).")
            return nil
        }
        return rule
    }

    private mutating func scope(_ store: inout StoreTransaction) throws -> PlanScope? {
        let given = [request.everything, request.group != nil, request.devices != nil].count { $0 }
        guard given == 1 else {
            fault("scope", "Say for whom: exactly one of everything, a group, and devices.")
            return nil
        }
        if let word = request.group { return try group(word, &store) }
        guard let words = request.devices else { return .everything }
        if words.isEmpty { fault("scope.devices", "Name at least one device.") }
        let (devices, unknown) = try store.resolveDevices(words, field: "scope.devices")
        faults += unknown
        return .devices(devices)
    }

    private mutating func group(_ word: String, _ store: inout StoreTransaction) throws -> PlanScope? {
        guard word.isWord, let group = try store.findGroup(word) else {
            fault("scope.group", "There is no group \(AdminProblem.quoted(word)).")
            return nil
        }
        return .group(group.id)
    }

    private mutating func deadline(isUrgent: Bool) -> DeadlineRule? {
        switch (request.local, request.days) {
        case (.some(let text), nil): return fixed(text, isUrgent: isUrgent)
        case (nil, .some(let days)): return computed(days)
        default:
            fault(
                "deadline",
                """
                Say by when: either a local date and time, 2026-11-21T19:00:00, or a number of days after the release \
                was first seen.
                """)
            return nil
        }
    }

    private mutating func fixed(_ text: String, isUrgent: Bool) -> DeadlineRule? {
        if request.at != nil { fault("deadline.at", "A time of day goes with a number of days only.") }
        guard let local = LocalDateTime(text) else {
            fault(
                "deadline.local",
                """
                \(AdminProblem.quoted(text)) is no date and time of the calendar. Write 2026-11-21T19:00:00, without a \
                zone: it is what the devices' own clocks show.
                """)
            return nil
        }
        let notice = context.settings.notice
        if !isUrgent, !notice.isKept(by: local, offeredAt: context.now) {
            fault(
                "deadline.local",
                """
                \(local) leaves less than the minimum notice of \(notice.duration.inWords) to devices in the zone where \
                it comes first. The earliest deadline that keeps it is \(notice.earliestDeadline(offeredAt: context.now)). \
                Choose that or a later one, or say now with a reason.
                """)
        }
        return .fixed(local)
    }

    private mutating func computed(_ days: Int) -> DeadlineRule? {
        if !(0...365).contains(days) { fault("deadline.days", "A deadline is 0 to 365 days after first seen.") }
        let text = request.at ?? PlanRequest.usualTime
        guard let time = LocalTime(text) else {
            fault("deadline.at", "\(AdminProblem.quoted(text)) is no time of day. Write 19:00.")
            return nil
        }
        return .afterFirstSeen(days: min(max(days, 0), 365), at: time)
    }

    /// A version that is named is named with its improvement or without.
    private mutating func improvements(_ rule: VersionRule?) {
        guard !request.followsImprovements, let rule, !rule.follows else { return }
        fault("followImprovements", "Leaving improvements aside goes with a rule that follows only, such as latest.")
    }

    private mutating func because() -> String? {
        let text = (request.because ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        if !request.isUrgent {
            if request.because != nil { fault("because", "A reason goes with now only.") }
            return nil
        }
        if text.isEmpty { fault("because", "Say why this plan may leave less than the minimum notice.") }
        if text.utf8.count > AdminLimits.text || !text.isPlain {
            fault("because", "Give at most \(AdminLimits.text) octets on one line.")
        }
        return text
    }

    private mutating func name() -> String? {
        guard let name = request.name else { return nil }
        if !(1...AdminLimits.name).contains(name.count) || !name.isPlain || name.allSatisfy(\.isWhitespace) {
            fault("name", "Give a name of 1 to \(AdminLimits.name) characters on one line, or none.")
        }
        return name
    }

    private mutating func detailsURL() -> String? {
        guard let text = request.detailsURL else { return nil }
        let url = URL(string: text)
        let isWeb = ["http", "https"].contains(url?.scheme?.lowercased() ?? "") && url?.host()?.isEmpty == false
        if !isWeb || text.utf8.count > AdminLimits.text || !text.isPlain {
            fault(
                "detailsURL",
                "\(AdminProblem.quoted(text)) is no web address. It begins with http:// or https:// and has at most "
                    + "\(AdminLimits.text) octets.")
        }
        return text
    }

    private mutating func priority() -> Int {
        let priority = request.priority ?? 0
        if !(-1000...1000).contains(priority) { fault("priority", "A priority is -1000 to 1000.") }
        return priority
    }

    /// `latest within 14 days at 19:00`, `26.4 by 2026-11-21T19:00:00`.
    private static func usualName(_ rule: VersionRule, _ deadline: DeadlineRule) -> String {
        switch deadline {
        case .fixed(let local): "\(rule) by \(local)"
        case .afterFirstSeen(let days, let time): "\(rule) within \(days) day\(days == 1 ? "" : "s") at \(time)"
        }
    }
}

extension Duration {
    /// `72 h`, `90 min`, `30 s`.
    fileprivate var inWords: String {
        let seconds = components.seconds
        if seconds % 3600 == 0 { return "\(seconds / 3600) h" }
        return seconds % 60 == 0 ? "\(seconds / 60) min" : "\(seconds) s"
    }
}
