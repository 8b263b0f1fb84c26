public import RatchetCore

/// What time it is. The server has one clock, the real one; tests use a manual one.
public protocol WallClock: Sendable {
    func now() -> Instant
}

/// Where new ids come from: UUIDv7 in lower case, each greater than the one before it in the same process.
public protocol IDSource: Sendable {
    func next() -> String
}
