import CryptoExtras
import NIOPosix
import X509

/// Where the fleet's slow cryptography is done: by few threads of its own, in the order in which it was asked for, so that a fleet
/// that is switched on neither takes every core nor holds up what goes over the wire.
///
/// A key of 2048 bits takes about a tenth of a second.
final class KeyWorkshop: Sendable {
    private static let threads = 2

    private let pool: NIOThreadPool

    init() {
        pool = NIOThreadPool(numberOfThreads: KeyWorkshop.threads)
        pool.start()
    }

    func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await pool.runIfActive(work)
    }

    func key() async throws -> Certificate.PrivateKey {
        try await run { Certificate.PrivateKey(try _RSA.Signing.PrivateKey(keySize: .bits2048)) }
    }

    func close() async { try? await pool.shutdownGracefully() }
}
