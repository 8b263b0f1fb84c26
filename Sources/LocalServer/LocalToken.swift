public import Foundation

/// The token with which commands on the server's own machine are let in: whoever may read the data folder may do everything.
/// Every start of a server writes a new one; the one before is not taken any more.
public struct LocalToken: Sendable, Equatable {
    public let token: String
    /// Where the server that takes it listens; it is shown to nobody else: `http://127.0.0.1:8080`.
    public let server: String

    public init(token: String, server: String) { (self.token, self.server) = (token, server) }

    /// Where a server with this data folder keeps it.
    public static func file(in data: URL) -> URL { data.appendingPathComponent("keys/local-admin.token") }

    /// Reads it; nil where there is none.
    public init?(_ file: URL) {
        guard let bytes = try? Data(contentsOf: file), bytes.count <= LocalToken.largest else { return nil }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        guard lines.count == 2 else { return nil }
        self.init(token: lines[0], server: lines[1])
    }

    /// Writes it, for its owner only.
    public func write(_ file: URL) throws { try PrivateFile.write(Data("\(token)\n\(server)\n".utf8), to: file) }

    private static let largest = 4096
}
