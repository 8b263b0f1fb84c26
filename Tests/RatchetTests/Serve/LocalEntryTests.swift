import Foundation
import LocalServer
import Logging
import TestSupport
import Testing

@testable import ratchet

@Suite("The token for this machine")
struct LocalEntryTests {
    private let folder: TemporaryDirectory
    private let configuration: Configuration
    private let random = SeededOctets()

    init() throws {
        folder = try TemporaryDirectory()
        var reader = ConfigurationReader(
            ["devices.insecure": "true", "data": folder.url.path + "/data", "admin.listen": "127.0.0.1:0"],
            folder: folder.url)
        configuration = try reader.read()
    }

    private var file: URL { LocalToken.file(in: configuration.data) }

    private func start() -> LocalEntry {
        LocalEntry(configuration, random, Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// A folder where the new file would be, so that it can't be written.
    private func block() throws {
        let name = ".local-admin.token.\(ProcessInfo.processInfo.processIdentifier)"
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent().appending(path: name), withIntermediateDirectories: true)
    }

    @Test func `each start writes another one, and the port as soon as it is known`() throws {
        let first = start()
        first.listens(port: 1234)
        #expect(LocalToken(file)?.server == "http://127.0.0.1:1234")
        #expect(start().hash != first.hash)
    }

    @Test func `where none can be written, the one of the start before goes on`() throws {
        let first = start()
        try block()
        #expect(start().hash == first.hash && first.hash != nil)
    }

    @Test func `one that others could have read does not go on, nor what is none`() throws {
        _ = start()
        try block()
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
        #expect(start().hash == nil)
        try Data("nonsense\nhttp://127.0.0.1:1\n".utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        #expect(start().hash == nil)
    }

    @Test func `it is shown to the server that wrote it and to no other`() throws {
        start().listens(port: 1234)
        let credentials = Credentials(data: configuration.data)
        for address in ["http://127.0.0.1:1234", "http://localhost:1234"] {
            #expect(credentials.token(for: try #require(URL(string: address))) == LocalToken(file)?.token)
        }
        for address in ["http://127.0.0.1:1235", "https://127.0.0.1:1234", "http://192.0.2.1:1234"] {
            #expect(credentials.token(for: try #require(URL(string: address))) == nil)
        }
    }
}
