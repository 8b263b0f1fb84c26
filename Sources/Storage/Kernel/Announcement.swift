/// What another server on the same database lets this one know.
///
/// A hint only: it says that looking may be worth while, never what is there. It may come twice, late or not at all, so
/// whoever waits for one looks by itself too, though less often.
public enum Announcement: Sendable, Equatable {
    /// There may be something new of these kinds. They come from outside: who knows a kind not, passes it over.
    case news(of: Set<String>)
    /// Nobody was listening for a while: there may be something new of every kind.
    case gap
}
