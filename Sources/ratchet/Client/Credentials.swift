import Foundation
import LocalServer

/// What a command shows so that the server lets it in, looked up anew for each request: a server that was started again has
/// another local token.
struct Credentials: Sendable {
    private let given: String?
    private let signIns: SignInFile?
    private let data: URL?

    /// Shows nothing.
    static let none = Credentials(given: nil, signIns: nil, data: nil)

    private init(given: String?, signIns: SignInFile?, data: URL?) {
        (self.given, self.signIns, self.data) = (given, signIns, data)
    }

    /// - Parameters:
    ///   - environment: `RATCHET_TOKEN` wins.
    ///   - data: the data folder whose local token may be used, where the server is the one that wrote it.
    init(environment: [String: String], data: URL) {
        let token = environment["RATCHET_TOKEN"].flatMap { $0.isEmpty ? nil : $0 }
        self.init(given: token, signIns: SignInFile(environment: environment), data: data)
    }

    /// Only what `ratchet login` has kept.
    init(signIns: SignInFile) { self.init(given: nil, signIns: signIns, data: nil) }

    /// Only the local token of a data folder.
    init(data: URL) { self.init(given: nil, signIns: nil, data: data) }

    /// Only this token.
    init(token: String) { self.init(given: token, signIns: nil, data: nil) }

    /// For a server at this address: `RATCHET_TOKEN`, else where somebody has signed in with `ratchet login`, else the token of
    /// the data folder.
    func token(for server: URL) -> String? {
        given ?? signIns?.token(for: server)
            ?? data.flatMap { LocalToken(LocalToken.file(in: $0)) }
            .flatMap { SignInFile.key(URL(string: $0.server)) == SignInFile.key(server) ? $0.token : nil }
    }
}
