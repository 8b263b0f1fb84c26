import Foundation
import Logging
import NIOCore
import NIOSSL
import Synchronization

/// A listener's certificate and its key, read again when their files change, so that a renewal needs no restart.
///
/// Every handshake gets the newest pair that belongs together. Files that can't be used, or that are being written, leave the
/// one before in use, and the log says so once.
final class ReloadedCertificate: Sendable {
    /// A chain, the leaf first, and the key of the leaf.
    struct Pair: Sendable {
        let chain: [NIOSSLCertificateSource]
        let key: NIOSSLPrivateKeySource
    }

    private struct State {
        var pair: Pair
        var stamp: FileStamp
    }

    private let certificate: URL
    private let key: URL
    private let logger: Logger
    private let state: Mutex<State>

    /// - Parameters:
    ///   - certificate: a PEM file with the leaf first and what it was issued with after it.
    ///   - key: a PEM file with the leaf's key.
    /// - Throws: `StartProblem` when they can't be used.
    init(certificate: URL, key: URL, logger: Logger) throws {
        (self.certificate, self.key, self.logger) = (certificate, key, logger)
        let stamp = FileStamp([certificate, key])
        state = Mutex(State(pair: try ReloadedCertificate.read(certificate, key), stamp: stamp))
    }

    /// A server's settings: TLS 1.2 or newer with forward secrecy only, and for each handshake the newest pair. Whoever wants
    /// clients' certificates too sets that on top.
    var configuration: TLSConfiguration {
        let pair = state.withLock(\.pair)
        var settings = TLSConfiguration.makeServerConfiguration(certificateChain: pair.chain, privateKey: pair.key)
        settings.minimumTLSVersion = .tlsv12
        settings.cipherSuiteValues = ReloadedCertificate.suites
        settings.sslContextCallback = { [self] _, promise in
            // Files are read outside of the event loop.
            promise.completeWithTask {
                let pair = self.newest()
                var override = NIOSSLContextConfigurationOverride()
                (override.certificateChain, override.privateKey) = (pair.chain, pair.key)
                return override
            }
        }
        return settings
    }

    /// What the files hold now, or what they held when they could last be used.
    func newest() -> Pair {
        state.withLock { state in
            let stamp = FileStamp([certificate, key])
            if stamp == state.stamp { return state.pair }
            state.stamp = stamp
            do {
                state.pair = try ReloadedCertificate.read(certificate, key)
                logger.notice("a new certificate is in use", metadata: ["file": "\(certificate.path)"])
            } catch {
                logger.error(
                    "the changed certificate can't be used; the one before stays", metadata: ["error": "\(error)"])
            }
            return state.pair
        }
    }

    /// Ephemeral keys and authenticated encryption only (RFC 9325, 4.2); those of TLS 1.3 are all so and not chosen here.
    private static let suites: [NIOTLSCipher] = [
        .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        .TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        .TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, .TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    ]

    private static func read(_ certificate: URL, _ key: URL) throws -> Pair {
        let chain: [NIOSSLCertificate]
        do { chain = try NIOSSLCertificate.fromPEMFile(certificate.path) } catch {
            throw StartProblem("\(certificate.path) can't be read as a chain of certificates in PEM")
        }
        if chain.isEmpty { throw StartProblem("\(certificate.path) has no certificate in it") }
        let privateKey: NIOSSLPrivateKey
        do { privateKey = try NIOSSLPrivateKey(file: key.path, format: .pem) } catch {
            throw StartProblem("\(key.path) can't be read as a private key in PEM without a passphrase")
        }
        let pair = Pair(chain: chain.map { .certificate($0) }, key: .privateKey(privateKey))
        do {
            // The library compares the two only when they are put to use.
            _ = try NIOSSLContext(
                configuration: .makeServerConfiguration(certificateChain: pair.chain, privateKey: pair.key))
        } catch {
            throw StartProblem("\(key.path) is not the key of the first certificate in \(certificate.path)")
        }
        return pair
    }
}

/// What tells that files have changed, without reading them.
struct FileStamp: Equatable {
    private struct One: Equatable {
        var modified: Date?
        var size: UInt64?
        var number: UInt64?
    }

    private let files: [One]

    init(_ files: [URL]) {
        self.files = files.map { file in
            let found = try? FileManager.default.attributesOfItem(atPath: file.resolvingSymlinksInPath().path)
            return One(
                modified: found?[.modificationDate] as? Date, size: (found?[.size] as? NSNumber)?.uint64Value,
                number: (found?[.systemFileNumber] as? NSNumber)?.uint64Value)
        }
    }
}
