import Storage

/// Why something that a person or a program asked for was not done. Equal by code.
public struct AdminProblem: Error, Sendable {
    /// What sort of problem it is; whoever speaks a protocol maps it to that protocol's status in one table.
    public enum Sort: String, Sendable, CaseIterable {
        /// What was asked can't be done as it was written.
        case invalid
        case notFound
        /// Nobody has proved who they are.
        case notSignedIn
        /// Whoever asked may not have it.
        case forbidden
        /// It was asked too often.
        case tooMany
        /// It was right as written and does not fit what is there.
        case conflict
        /// Not now; later is right.
        case unavailable
        /// A fault of our own.
        case `internal`
    }

    /// One thing that is wrong with what was asked.
    public struct Fault: Sendable, Equatable {
        /// Where, as the request spells it: `deadline.local`.
        public let field: String
        public let text: String

        public init(_ field: String, _ text: String) { (self.field, self.text) = (field, text) }
    }

    public let sort: Sort
    /// Kebab-case; never changes its meaning.
    public let code: String
    /// The same for every problem with this code.
    public let title: String
    /// What happened here, to what, and what to do.
    public let detail: String
    /// Everything that is wrong, all at once.
    public let faults: [Fault]
    /// Seconds after which it may be asked again, where that is known.
    public let retryAfter: Int?
    /// What blocks a package or a path of an appliance, where that is the problem (P3, P7).
    public let blocked: Blockage?

    public init(
        _ sort: Sort, code: String, title: String, detail: String, faults: [Fault] = [], retryAfter: Int? = nil,
        blocked: Blockage? = nil
    ) {
        (self.sort, self.code, self.title, self.detail, self.faults) = (sort, code, title, detail, faults)
        (self.retryAfter, self.blocked) = (retryAfter, blocked)
    }
}

extension AdminProblem: Equatable {
    public static func == (left: AdminProblem, right: AdminProblem) -> Bool { left.code == right.code }
}

extension AdminProblem: CustomStringConvertible {
    public var description: String { "\(code): \(detail)" }
}

extension AdminProblem {
    /// What an error that a step threw means to whoever asked.
    public static func explaining(_ error: any Error) -> AdminProblem {
        switch error {
        case let problem as AdminProblem: problem
        case let error as StoreError: AdminProblem(error)
        default:
            AdminProblem(
                .internal, code: "internal-fault", title: "The server met a fault of its own",
                detail: "Nothing was changed. The server's log says more.")
        }
    }

    private init(_ error: StoreError) {
        switch error {
        case .busy, .unavailable, .full:
            self.init(
                .unavailable, code: "store-\(error.code)", title: "The database can't take this now",
                detail: "Nothing was changed. Try again in a few seconds; the server's log says more.")
        case .conflict, .corrupt:
            self.init(
                .internal, code: "store-\(error.code)", title: "The database refused this",
                detail: "Nothing was changed. The server's log says more.")
        }
    }
}

extension AdminProblem {
    /// - Parameter near: what somebody may have meant, with a blank before it.
    static func noDevice(_ word: String, _ near: String) -> AdminProblem {
        AdminProblem(
            .notFound, code: "no-such-device", title: "There is no such device",
            detail: """
                No device has \(quoted(word)) as its number, serial number, UDID, id or name.\(near) \
                The list of devices shows what there is.
                """)
    }

    static func ambiguousDevice(_ word: String, _ numbers: [Int64]) -> AdminProblem {
        AdminProblem(
            .conflict, code: "ambiguous-device", title: "More than one device is meant",
            detail: manyDevices(word, numbers))
    }

    /// Which devices a name or a serial number stands for, and what to say instead.
    static func manyDevices(_ word: String, _ numbers: [Int64]) -> String {
        let list = numbers.map(String.init).joined(separator: ", ")
        let rest = numbers.count == AdminLimits.namesakes ? " and perhaps more" : ""
        return "\(quoted(word)) stands for the devices with the numbers \(list)\(rest). Say which by its number."
    }

    static func noGroup(_ word: String, _ near: String) -> AdminProblem {
        AdminProblem(
            .notFound, code: "no-such-group", title: "There is no such group",
            detail: """
                No group has \(quoted(word)) as its id, number or name.\(near) The list of groups shows what there is.
                """)
    }

    static func noPlan(_ word: String, _ near: String) -> AdminProblem {
        AdminProblem(
            .notFound, code: "no-such-plan", title: "There is no such plan",
            detail: """
                No plan has \(quoted(word)) as its id or number.\(near) The list of plans shows what there is.
                """)
    }

    static func noReport(_ word: String) -> AdminProblem {
        AdminProblem(
            .notFound, code: "no-such-report", title: "There is no such report",
            detail: "The device sent no report \(quoted(word)), or it is older than reports are kept.")
    }

    static func groupExists(_ name: String) -> AdminProblem {
        AdminProblem(
            .conflict, code: "group-exists", title: "The group is there already",
            detail: "There is a group called \(quoted(name)) already. Choose another name or use that group.")
    }

    static func invalid(_ what: String, _ faults: [Fault]) -> AdminProblem {
        AdminProblem(
            .invalid, code: "invalid-\(what)", title: "This \(what) can't be made as it is written",
            detail: faults.map { "\($0.field): \($0.text)" }.joined(separator: " "), faults: faults)
    }

    /// A word from outside, shortened and without control characters, for a sentence.
    static func quoted(_ word: String) -> String { "\"\(shown(word))\"" }

    /// As `quoted`, without the quotes.
    static func shown(_ word: String) -> String {
        let shown = word.unicodeScalars.prefix(80).map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }
        return String(String.UnicodeScalarView(shown))
    }
}
