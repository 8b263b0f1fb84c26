public import Ports
import Synchronization

/// Stores passwords as they are; for tests of what is built on hashing, which takes its time on purpose.
public struct PlainPasswords: PasswordHasher {
    public init() {}
    public func hash(_ password: String) async throws -> String { "plain:\(password)" }
    public func verify(_ password: String, _ stored: String?) async throws -> Bool { stored == "plain:\(password)" }
    public func isOutdated(_ stored: String) -> Bool { false }
}

/// Octets that are the same in every run, and never twice the same in one.
public final class SeededOctets: RandomSource {
    private let last = Mutex<UInt64>(0)

    public init() {}

    public func octets(_ count: Int) -> [UInt8] {
        last.withLock { last in
            (0..<count).map { _ in
                last = last &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(truncatingIfNeeded: last >> 33)
            }
        }
    }
}
