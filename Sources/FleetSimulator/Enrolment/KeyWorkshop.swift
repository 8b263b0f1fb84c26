import CryptoExtras
import NIOPosix
import X509

/// Where the keys of a fleet are made: by few threads of its own, in the order in which they were asked for, so that a fleet that is
/// switched on neither takes every core nor holds up what goes over the wire.
///
/// A key of 2048 bits takes one to two tenths of a second of a core. Nothing else is done here, for it would wait for all the keys.
final class KeyWorkshop: Sendable {
    private static let threads = 2

    private let pool: NIOThreadPool

    init() {
        pool = NIOThreadPool(numberOfThreads: KeyWorkshop.threads)
        pool.start()
    }

    func key() async throws -> Certificate.PrivateKey {
        try await pool.runIfActive { Certificate.PrivateKey(try _RSA.Signing.PrivateKey(keySize: .bits2048)) }
    }

    func close() async { try? await pool.shutdownGracefully() }
}
