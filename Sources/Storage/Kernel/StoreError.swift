/// Why the store could not do what it was asked to.
///
/// Two errors are equal when their case is: the detail is for a person, holds no stored value and no driver's type, and
/// nothing may depend on it.
public enum StoreError: Error, Sendable {
    /// A constraint refused the row: unique or primary key, foreign key, check, not null. An expected conflict is
    /// written as `ON CONFLICT`; this one is a surprise.
    case conflict(String = "")
    /// Too much work is waiting, or a lock was not to be had in time. Trying again later is right.
    case busy(String = "")
    /// The engine can't be reached or written, or it closed. Nothing is known to be wrong with the data. If the
    /// connection was lost during a commit, the unit of work may have become durable all the same.
    case unavailable(String = "")
    /// No room is left on the disk.
    case full(String = "")
    /// What is stored, or the statement that was sent, does not fit this program. Trying again does not help.
    case corrupt(String = "")

    /// What a person needs to know beyond the case.
    public var detail: String {
        switch self {
        case .conflict(let detail), .busy(let detail), .unavailable(let detail), .full(let detail),
            .corrupt(let detail):
            detail
        }
    }

    /// The case as one word: the same in logs, counts and answers.
    public var code: String {
        switch self {
        case .conflict: "conflict"
        case .busy: "busy"
        case .unavailable: "unavailable"
        case .full: "full"
        case .corrupt: "corrupt"
        }
    }
}

extension StoreError: Equatable {
    /// Whether both are of the same case, whatever their detail.
    public static func == (lhs: StoreError, rhs: StoreError) -> Bool { lhs.code == rhs.code }
}

extension StoreError: CustomStringConvertible {
    /// Code and detail.
    public var description: String { detail.isEmpty ? "store \(code)" : "store \(code): \(detail)" }
}
