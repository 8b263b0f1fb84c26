public import Foundation
public import Ports

/// Which server mail goes through, from whom it is, and who we are there.
public struct MailService: Sendable, Equatable {
    /// `smtps://host:port` speaks TLS from the beginning; `smtp://host:port` begins it with STARTTLS, without which nothing is said.
    public let url: String
    /// Whether the server is on this machine, where no TLS is asked for with `smtp://`.
    public let isOnLoopback: Bool
    public let from: MailAddress
    /// The name to sign in with; nil sends without.
    public let user: String?
    /// The file with the password in its first line. Read for each mail, so that it can be changed.
    public let passwordFile: URL?
    /// A PEM file with the roots trusted for the server, instead of the system's.
    public let roots: URL?

    public init(
        url: String, isOnLoopback: Bool, from: MailAddress, user: String? = nil, passwordFile: URL? = nil,
        roots: URL? = nil
    ) {
        (self.url, self.isOnLoopback, self.from) = (url, isOnLoopback, from)
        (self.user, self.passwordFile, self.roots) = (user, passwordFile, roots)
    }

    var wantsTLS: Bool { url.lowercased().hasPrefix("smtps://") || !isOnLoopback }
}

/// Why mail can't be sent with what is configured.
public struct MailServiceError: Error, Sendable, Equatable, CustomStringConvertible {
    public let description: String
    init(_ description: String) { self.description = description }
}

extension MailService {
    /// The password in its file; nil without a user.
    /// - Throws: where the file can't be read, is none, or others can read it.
    public func password() throws(MailServiceError) -> String? {
        guard user != nil, let passwordFile else { return nil }
        let path = passwordFile.resolvingSymlinksInPath().path
        let mode = try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
        guard let mode else { throw MailServiceError("\(passwordFile.path): there is no such file") }
        guard mode.intValue & 0o027 == 0 else {
            throw MailServiceError(
                "\(passwordFile.path) can be read by others than its owner and group; chmod 600 it (or 640)")
        }
        guard let octets = try? FileHandle(forReadingFrom: passwordFile).read(upToCount: MailService.longestPassword),
            let text = String(data: octets, encoding: .utf8),
            let line = text.split(whereSeparator: \.isNewline).first.map(String.init), !line.contains("\0")
        else { throw MailServiceError("\(passwordFile.path): can't be read, or has no password in its first line") }
        return line
    }

    private static let longestPassword = 4096
}
