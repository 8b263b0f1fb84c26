import Glibc
public import NIOCore

/// The addresses whose word about a client's certificate is taken.
public struct TrustedProxies: Sendable, Equatable {
    private let ranges: [AddressRange]

    public static let none = TrustedProxies(ranges: [])

    private init(ranges: [AddressRange]) { self.ranges = ranges }

    /// - Parameter text: addresses and ranges with commas between: `10.0.0.5, 10.1.0.0/16, fd00::/8`. Nil where one of them is
    ///   neither.
    public init?(_ text: String) {
        let words = text.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
        let ranges = words.compactMap { AddressRange(String($0)) }
        guard !words.isEmpty, ranges.count == words.count else { return nil }
        self.init(ranges: ranges)
    }

    public var isEmpty: Bool { ranges.isEmpty }

    public func contains(_ address: SocketAddress) -> Bool {
        guard let octets = address.ipAddress.flatMap(AddressRange.octets) else { return false }
        return ranges.contains { $0.contains(octets) }
    }
}

/// Addresses that begin with the same bits.
struct AddressRange: Sendable, Equatable {
    private let first: [UInt8]
    private let bits: Int

    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = parts.first, let octets = AddressRange.octets(of: String(address)) else {
            return nil
        }
        let length = octets.count * 8
        guard let bits = parts.count == 1 ? length : Int(parts[1]), (0...length).contains(bits) else { return nil }
        (first, self.bits) = (octets, bits)
    }

    func contains(_ octets: [UInt8]) -> Bool {
        guard octets.count == first.count else { return false }
        let (whole, rest) = bits.quotientAndRemainder(dividingBy: 8)
        guard octets[..<whole] == first[..<whole] else { return false }
        return rest == 0 || (octets[whole] ^ first[whole]) >> (8 - rest) == 0
    }

    /// The address in network order; an IPv4 address that came over IPv6 as itself. Nil for what is no address.
    static func octets(of text: String) -> [UInt8]? {
        var octets = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &octets) == 1 { return Array(octets.prefix(4)) }
        guard inet_pton(AF_INET6, text, &octets) == 1 else { return nil }
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        return octets.starts(with: mapped) ? Array(octets.dropFirst(mapped.count)) : octets
    }
}
