/// What the stand-in push service does with one push, where it is told to do otherwise than by Apple's rules: everything that
/// the table of reference 1.5 has, and what goes wrong on the way.
public enum PushTurn: Sendable, Equatable {
    /// By the rules: what the desk says.
    case byTheRules
    /// This answer, whatever the rules say; 200 without a reason. `timestamp` is in milliseconds.
    case answer(Int, reason: String? = nil, timestamp: Int64? = nil)
    /// By the rules, so much later.
    case late(Duration)
    /// Takes the push by the rules and drops the connection before the answer.
    case takenAndDropped
    /// Drops the connection, with everything that is under way on it.
    case dropped
    /// Resets this stream.
    case reset
    /// Ends the connection: this push and all after it were not taken. The reason goes into the frame's debug data.
    case goAway(reason: String? = nil)
}

/// What to do with the push number `count` (from 1, over all connections) to a token in hexadecimal digits.
public typealias PushScript = @Sendable (_ token: String, _ count: Int) -> PushTurn
