import Foundation

/// The address that devices are given for good.
public enum PublicAddress {
    public enum Fault: String, Sendable, Equatable, CaseIterable {
        case notAnAddress = "not-an-address"
        /// Apple's devices talk to nobody without TLS.
        case notHTTPS = "not-https"
        case loopback
        /// A number can't be moved to another machine, and no public authority certifies one.
        case number
        /// A name without a domain means something else in another network.
        case unqualified
        /// More than a host and a port.
        case hasPath = "has-path"
    }

    /// Nil for an address that a fleet can be enrolled with.
    public static func fault(in text: String) -> Fault? {
        guard let address = URLComponents(string: text), let scheme = address.scheme, let host = address.host,
            !host.isEmpty
        else { return .notAnAddress }
        guard scheme == "https" else { return .notHTTPS }
        let name = host.lowercased().trimmingCharacters(in: CharacterSet(charactersIn: "[]."))
        if name == "localhost" || name.hasSuffix(".localhost") || name == "::1" || name.hasPrefix("127.") {
            return .loopback
        }
        // No name ends with a label that begins with a digit: 127.1 and 0x7f.1 are numbers too.
        let labels = name.split(separator: ".")
        if name.contains(":") || labels.last?.first?.isNumber == true || name.hasPrefix("0x") { return .number }
        if labels.count < 2 { return .unqualified }
        if !["", "/"].contains(address.path) || address.query != nil || address.fragment != nil || address.user != nil {
            return .hasPath
        }
        return nil
    }
}
