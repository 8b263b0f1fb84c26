import Foundation
import SwiftASN1

/// A file with certificates or keys between their BEGIN and END lines; what stands around these is left aside.
enum PEMFile {
    static func documents(_ file: URL) throws(PushCertificateProblem) -> [PEMDocument] {
        let text = try text(file)
        // The old form of an encrypted key says so in header lines, which are no part of PEM as RFC 7468 has it.
        if text.contains("Proc-Type: 4,ENCRYPTED") { throw .encryptedKey(file.path) }
        guard text.contains("-----BEGIN ") else { throw .noText(file.path) }
        guard let documents = try? PEMDocument.parseMultiple(pemString: text) else {
            throw .noCertificate(file.path)
        }
        return documents
    }

    private static func text(_ file: URL) throws(PushCertificateProblem) -> String {
        guard let handle = try? FileHandle(forReadingFrom: file) else { throw .unreadable(file.path) }
        defer { try? handle.close() }
        guard let bytes = try? handle.read(upToCount: PushIdentity.largestFile + 1) else {
            throw .unreadable(file.path)
        }
        if bytes.count > PushIdentity.largestFile { throw .tooLarge(file.path) }
        guard let text = String(data: bytes, encoding: .utf8) else { throw .noText(file.path) }
        return text
    }
}

/// What tells a file that has changed from one that has not.
struct FileStamp: Equatable {
    private let parts: [String]

    /// Of a file that is not there it is a stamp of its own.
    init(_ files: [URL?]) {
        parts = files.map { file in
            guard let file,
                let found = try? FileManager.default.attributesOfItem(
                    atPath: file.resolvingSymlinksInPath().path)
            else { return "" }
            let modified = (found[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            return "\(modified) \(found[.size] ?? 0) \(found[.systemFileNumber] ?? 0)"
        }
    }
}
