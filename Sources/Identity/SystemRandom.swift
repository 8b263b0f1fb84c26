public import Ports

/// The system's generator for cryptography.
public struct SystemRandom: RandomSource {
    public init() {}

    public func octets(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...UInt8.max, using: &generator) }
    }
}
