public import Foundation
import Ports
import SwiftASN1
import X509

/// Certificates and keys in files, as operators have them. Every error names the file and says what to do.
public enum PEMFile {
    private static let limit = 1024 * 1024

    /// The certificates of a file, DER, in its order.
    public static func certificates(_ file: URL) throws(IdentityError) -> [Data] {
        let documents = try documents(file)
        let certificates = documents.filter { $0.discriminator == Certificate.defaultPEMDiscriminator }
        guard !certificates.isEmpty else {
            let found = documents.first.map { "it has a \($0.discriminator)" } ?? "it has nothing in PEM"
            throw IdentityError(
                "\(file.path) holds no certificate (\(found)); name the file with BEGIN CERTIFICATE in it")
        }
        for (index, document) in certificates.enumerated()
        where CertificateFacts.certificate(Data(document.derBytes)) == nil {
            throw IdentityError("certificate \(index + 1) of \(file.path) cannot be read; export it again as PEM")
        }
        return certificates.map { Data($0.derBytes) }
    }

    /// The documents of a file, without a look at what they hold.
    static func documents(_ file: URL) throws(IdentityError) -> [PEMDocument] {
        let text = try text(file)
        do {
            return try PEMDocument.parseMultiple(pemString: text)
        } catch {
            throw IdentityError(
                "\(file.path) is not in PEM (BEGIN ..., END ...); convert it with openssl, or export it again")
        }
    }

    private static func text(_ file: URL) throws(IdentityError) -> String {
        guard FileManager.default.fileExists(atPath: file.path) else {
            throw IdentityError("\(file.path) is missing; put it there, or name another file")
        }
        guard let handle = try? FileHandle(forReadingFrom: file) else {
            throw IdentityError("\(file.path) cannot be read by this user; let it, or name another file")
        }
        defer { try? handle.close() }
        guard let octets = try? handle.read(upToCount: limit + 1), octets.count <= limit else {
            throw IdentityError("\(file.path) cannot be read, is empty or too large for what it should hold")
        }
        return String(decoding: octets, as: UTF8.self)
    }
}
