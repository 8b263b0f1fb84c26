/// Where secrets come from that nobody may guess.
public protocol RandomSource: Sendable {
    func octets(_ count: Int) -> [UInt8]
}
