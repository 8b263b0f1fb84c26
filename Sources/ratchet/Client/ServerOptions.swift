import ArgumentParser
import Foundation

/// Where the server is, and how to print what it says.
struct ServerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The server's admin address. Default: RATCHET_SERVER, else admin.listen of --config, else http://127.0.0.1:8080.",
            valueName: "url"))
    var server: String?

    @Option(help: "The server's configuration, for its address.", completion: .file())
    var config: String?

    @Flag(help: "Print the interface's JSON.")
    var json = false

    /// The client for the server that is meant.
    ///
    /// - Parameter reader: in which language sentences are wanted, of a command that prints some.
    func client(for reader: LanguageOptions? = nil) throws -> AdminClient {
        let environment = ProcessInfo.processInfo.environment
        let (base, configuration) = (try address(environment: environment), try configuration())
        let credentials = Credentials(environment: environment, data: try data(configuration, environment))
        if credentials.token(for: base) != nil { try ServerOptions.requirePrivacy(base) }
        return AdminClient(
            base: base, language: reader?.chosen(environment: environment), credentials: credentials,
            trusted: environment["RATCHET_CA"] ?? configuration?.tls?.certificate.path)
    }

    /// Neither a password nor a token goes over a network where others could read it.
    static func requirePrivacy(_ server: URL) throws {
        let isHere = SignInFile.key(server).hasPrefix("http://127.0.0.1:")
        if server.scheme != "https", !isHere {
            throw CommandFailure(
                .refused,
                "\(server) is not https, so others could read who asks. Give the https address, or reach it by a tunnel."
            )
        }
    }

    /// Of the configuration that is named, else where a server without one keeps its data.
    private func data(_ configuration: Configuration?, _ environment: [String: String]) throws -> URL {
        if let configuration { return configuration.data }
        let usual = environment[ConfigurationKey.data.environmentVariable] ?? ConfigurationKey.data.fallback
        return URL(fileURLWithPath: usual ?? ".")
    }

    private func configuration() throws -> Configuration? {
        do {
            return try config.map { try Configuration.load($0) }
        } catch let faults as ConfigurationFaults {
            throw CommandFailure(.refused, faults.faults.map { "\($0)" }.joined(separator: "\n"))
        }
    }

    /// Runs a command's work; what goes wrong is said on stderr, as JSON where that was asked for, and becomes the exit code.
    func reporting(_ work: () async throws -> Void) async throws {
        try await CommandFailure.reporting(isJSON: json, work)
    }

    func address(environment: [String: String]) throws -> URL {
        if let server { return try ServerOptions.url(server, "--server") }
        if let server = environment["RATCHET_SERVER"], !server.isEmpty {
            return try ServerOptions.url(server, "RATCHET_SERVER")
        }
        guard let configuration = try configuration() else {
            return try ServerOptions.url("http://127.0.0.1:8080", "the default")
        }
        return try ServerOptions.url(
            configuration.adminURL(port: configuration.admin.port), "admin.listen of \(config ?? "")")
    }

    /// `http://127.0.0.1:8080` of itself, of `127.0.0.1:8080` and of `http://127.0.0.1:8080/`.
    static func url(_ text: String, _ source: String) throws -> URL {
        let full = text.contains("://") ? text : "http://\(text)"
        let plain = full.hasSuffix("/") ? String(full.dropLast()) : full
        guard let url = URL(string: plain), ["http", "https"].contains(url.scheme ?? ""), url.host() != nil else {
            throw CommandFailure(.refused, "\(source): \"\(text)\" is no address such as http://127.0.0.1:8080.")
        }
        return url
    }
}
