/// Which form of a word a language uses with a number: the index of one of the forms that a sentence gives, the last
/// one where it gives fewer.
public enum PluralRule: Sendable, Equatable {
    /// One thing; any other number of things. English, Italian, German.
    case oneAndOther
    /// None or one thing; several things. French.
    case noneOrOneAndOther

    /// 0 for the first form, 1 for the second.
    public func form(_ number: Int) -> Int {
        switch self {
        case .oneAndOther: number == 1 ? 0 : 1
        case .noneOrOneAndOther: (0...1).contains(number) ? 0 : 1
        }
    }
}
