import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Ports on the loopback for what is started by hand. They lie below those that the system gives to connections, so that none of them is taken
/// between the moment in which it is chosen and the one in which a server listens; no two are given twice.
public enum FreePort {
    private static let range = 10_000..<32_000
    /// Another one in every process, for several may run at once.
    private static let next = Mutex(range.lowerBound + Int(getpid()) * 131 % range.count)

    /// One that nobody listens on at the moment.
    public static func take() -> Int {
        next.withLock { next in
            repeat {
                next += 1
                if next >= range.upperBound { next = range.lowerBound }
            } while !isFree(next)
            return next
        }
    }

    private static func isFree(_ port: Int) -> Bool {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(handle) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        address.sin_port = in_port_t(port).bigEndian
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(handle, pointer, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
