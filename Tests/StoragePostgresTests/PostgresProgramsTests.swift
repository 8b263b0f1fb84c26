import Foundation
import TestSupport
import Testing

@Suite("Where PostgreSQL's programs are")
struct PostgresProgramsTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    /// Puts programs into a folder, and returns its path.
    private func install(_ programs: [String], in place: String) throws -> String {
        let directory = folder.path(place)
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        for program in programs {
            let isMade = FileManager.default.createFile(
                atPath: "\(directory)/\(program)", contents: nil, attributes: [.posixPermissions: 0o755])
            #expect(isMade)
        }
        return directory
    }

    @Test func `where there is none, none is found, so that the tests fail`() throws {
        let client = try install(["psql", "initdb"], in: "client")
        #expect(PostgresPrograms.directory(root: folder.path("none"), path: nil) == nil)
        #expect(PostgresPrograms.directory(root: folder.path("none"), path: "\(client):/none") == nil)
    }

    @Test func `a package's newest is taken before one of PATH`() throws {
        let listed = try install(["initdb", "postgres"], in: "listed")
        #expect(PostgresPrograms.directory(root: folder.path("root"), path: "/none:\(listed)") == listed)
        for version in ["9", "15"] { _ = try install(["initdb", "postgres"], in: "root/\(version)/bin") }
        _ = try install(["psql"], in: "root/16/bin")
        #expect(PostgresPrograms.directory(root: folder.path("root"), path: listed) == folder.path("root/15/bin"))
    }

    @Test func `here there is one`() {
        #expect(PostgresPrograms.directory() != nil, "`make test` installs it")
    }
}
