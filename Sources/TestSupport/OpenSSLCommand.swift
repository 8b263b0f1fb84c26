public import Foundation

/// The `openssl` command in a folder of its own: the other side of messages and certificates, written by others than us.
public struct OpenSSLCommand: Sendable {
    /// What the command said when it would not do as told.
    public struct Refusal: Error, CustomStringConvertible {
        public let description: String
    }

    private let directory: TemporaryDirectory

    /// Makes the folder.
    public init() throws { directory = try TemporaryDirectory() }

    /// Runs `openssl` with arguments that are separated by blanks; files are named relative to the folder.
    @discardableResult
    public func callAsFunction(_ arguments: String) throws -> Data {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments.split(separator: " ").map(String.init)
        process.currentDirectoryURL = directory.url
        process.standardInput = FileHandle.nullDevice
        let (output, complaint) = (Pipe(), directory.url.appending(path: "complaint-\(UUID().uuidString)"))
        try Data().write(to: complaint)
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: complaint)
        try process.run()
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let text = String(decoding: try Data(contentsOf: complaint), as: UTF8.self)
            throw Refusal(description: "openssl \(arguments): \(text)")
        }
        return said
    }

    /// Puts a file into the folder.
    public func write(_ octets: Data, to name: String) throws {
        try octets.write(to: directory.url.appending(path: name))
    }

    /// The octets of a file in the folder.
    public func read(_ name: String) throws -> Data {
        try Data(contentsOf: directory.url.appending(path: name))
    }

    /// Where a file in the folder is.
    public func url(_ name: String) -> URL { directory.url.appending(path: name) }
}

extension OpenSSLCommand {
    /// The kinds of key that devices have.
    public enum Key: String, Sendable, CaseIterable {
        case rsa2048 = "-algorithm RSA -pkeyopt rsa_keygen_bits:2048"
        case rsa4096 = "-algorithm RSA -pkeyopt rsa_keygen_bits:4096"
        case p256 = "-algorithm EC -pkeyopt ec_paramgen_curve:P-256"
        case p384 = "-algorithm EC -pkeyopt ec_paramgen_curve:P-384"
    }

    /// Makes `NAME.key` and `NAME.key.der`.
    public func makeKey(_ name: String, _ key: Key = .p256) throws {
        try self("genpkey \(key.rawValue) -out \(name).key")
        try self("pkey -in \(name).key -outform DER -out \(name).key.der")
    }

    /// Makes `NAME.key`, `NAME.pem` and their DER: an identity that vouches for itself.
    ///
    /// - Parameter options: of `openssl req`.
    public func makeSelfSigned(_ name: String, _ key: Key = .p256, _ options: String = "-days 30") throws {
        try makeKey(name, key)
        try self("req -x509 -new -key \(name).key -subj /CN=\(name) \(options) -out \(name).pem")
        try self("x509 -in \(name).pem -outform DER -out \(name).der")
    }
}
