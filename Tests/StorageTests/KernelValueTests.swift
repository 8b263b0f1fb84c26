import Foundation
import Storage
import Testing

@Suite struct KernelValueTests {
    private let row = SQLRow([.text("a"), .int(2), .bytes(Data([3])), .null, .int(1)])

    @Test func `a row gives each value as its type`() throws {
        #expect(try row.text(0) == "a")
        #expect(try row.int(1) == 2)
        #expect(try row.bytes(2) == Data([3]))
        #expect(try row.bool(4))
        #expect(try row.optionalText(3) == nil)
        #expect(try row.optionalInt(3) == nil)
        #expect(try row.optionalBytes(3) == nil)
    }

    @Test func `another type, a null, another truth and another column are corrupt`() {
        #expect(throws: StoreError.corrupt()) { try row.text(1) }
        #expect(throws: StoreError.corrupt()) { try row.int(2) }
        #expect(throws: StoreError.corrupt()) { try row.bytes(0) }
        #expect(throws: StoreError.corrupt()) { try row.text(3) }
        #expect(throws: StoreError.corrupt()) { try row.bool(1) }
        #expect(throws: StoreError.corrupt()) { try row.optionalText(1) }
        #expect(throws: StoreError.corrupt()) { try row.int(5) }
        #expect(throws: StoreError.corrupt()) { try row.int(-1) }
    }

    @Test func `errors are equal by case, and their text has no value in it`() {
        #expect(StoreError.busy("one") == .busy("two"))
        #expect(StoreError.busy() != .full())
        #expect(throws: StoreError.corrupt()) { try SQLRow([.text("secret")]).int(0) }
        let error = #expect(throws: StoreError.self) { try SQLRow([.text("secret")]).int(0) }
        #expect(error.map { "\($0)".contains("secret") } == false)
    }

    @Test func `tokens become what each engine spells, and other braces stay`() {
        let text =
            "CREATE TABLE a (b {text}, c {int}, d {bytes}, e {text} DEFAULT '{}{x') {strict} {skip locked}{hold}{"
        #expect(
            SQLDialect.sqlite.render(text)
                == "CREATE TABLE a (b TEXT, c INTEGER, d BLOB, e TEXT DEFAULT '{}{x') STRICT {"
        )
        #expect(
            SQLDialect.postgres.render(text)
                == "CREATE TABLE a (b TEXT COLLATE \"C\", c BIGINT, d BYTEA, e TEXT COLLATE \"C\" DEFAULT '{}{x')  "
                + "FOR UPDATE SKIP LOCKEDFOR NO KEY UPDATE{")
    }

    @Test func `a migration's checksum is its text's, and never changes`() {
        let migration = Migration(name: "a", statements: ["CREATE TABLE a (b {text})", "SELECT 1"])
        #expect(migration.checksum == "d860f6a4a2212060")
        #expect(migration.checksum == Migration(name: "b", statements: migration.statements).checksum)
        #expect(Migration(name: "a", statements: []).checksum == "cbf29ce484222325")
        #expect(migration.checksum != Migration(name: "a", statements: migration.statements.reversed()).checksum)
    }
}
