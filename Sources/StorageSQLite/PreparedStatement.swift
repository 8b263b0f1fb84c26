import Foundation
import GRDB
import GRDBSQLite
import Storage

/// A prepared statement as SQLite's own calls see it.
final class PreparedStatement {
    /// Owns the handle.
    private let statement: Statement
    private let handle: OpaquePointer
    private let connection: OpaquePointer?
    /// See `parameterNumbers()`.
    private var numbers: [Int]?

    init(_ statement: Statement, on connection: OpaquePointer?) {
        self.statement = statement
        self.connection = connection
        handle = statement.sqliteStatement
    }

    var columnNames: [String] {
        (0..<sqlite3_column_count(handle)).map { column in
            sqlite3_column_name(handle, column).map { String(cString: $0) } ?? ""
        }
    }

    /// The number in each parameter's name, by SQLite's index, which counts first appearances.
    private func parameterNumbers() throws(StoreError) -> [Int] {
        if let numbers { return numbers }
        let read = try readParameterNumbers()
        numbers = read
        return read
    }

    private func readParameterNumbers() throws(StoreError) -> [Int] {
        var numbers: [Int] = []
        for index in 1..<(sqlite3_bind_parameter_count(handle) + 1) {
            let name = sqlite3_bind_parameter_name(handle, index).map { String(cString: $0) } ?? "?"
            guard name.first == "$", let number = Int(name.dropFirst()), number > 0 else {
                throw StoreError.corrupt("parameter \(name) is not spelt $1, $2 ...")
            }
            numbers.append(number)
        }
        return numbers
    }

    /// How many parameters the statement takes: the highest number, all lower ones being there.
    func parameterCount() throws(StoreError) -> Int {
        let numbers = try parameterNumbers()
        let highest = numbers.max() ?? 0
        guard highest == numbers.count else {
            throw StoreError.corrupt("of parameters $1 to $\(highest) only \(numbers.count) are used")
        }
        return highest
    }

    func bind(_ values: [SQLValue]) throws(StoreError) {
        let numbers = try parameterNumbers()
        guard numbers.count == values.count, (numbers.max() ?? 0) <= values.count else {
            throw StoreError.corrupt("\(values.count) values for \(numbers.count) parameters")
        }
        for (index, number) in numbers.enumerated() {
            let code = bind(values[number - 1], at: Int32(index + 1))
            guard code == SQLITE_OK else { throw failure() }
        }
    }

    private func bind(_ value: SQLValue, at index: Int32) -> Int32 {
        switch value {
        case .null:
            return sqlite3_bind_null(handle, index)
        case .int(let int):
            return sqlite3_bind_int64(handle, index, int)
        case .text(var text):
            return text.withUTF8 { utf8 in
                utf8.withMemoryRebound(to: CChar.self) { characters in
                    // An empty buffer may have no address, which SQLite would take for null.
                    guard let start = characters.baseAddress else {
                        return sqlite3_bind_text(handle, index, "", 0, Self.copy)
                    }
                    return sqlite3_bind_text64(
                        handle, index, start, UInt64(characters.count), Self.copy, UInt8(SQLITE_UTF8))
                }
            }
        case .bytes(let bytes):
            return bytes.withUnsafeBytes { octets in
                guard let start = octets.baseAddress, !octets.isEmpty else {
                    return sqlite3_bind_zeroblob(handle, index, 0)
                }
                return sqlite3_bind_blob64(handle, index, start, UInt64(octets.count), Self.copy)
            }
        }
    }

    /// Steps to the end.
    func rows() throws(StoreError) -> [SQLRow] {
        var rows: [SQLRow] = []
        let columns = sqlite3_column_count(handle)
        while true {
            switch sqlite3_step(handle) {
            case SQLITE_ROW:
                var values: [SQLValue] = []
                values.reserveCapacity(Int(columns))
                for column in 0..<columns { values.append(try value(column)) }
                rows.append(SQLRow(values))
            case SQLITE_DONE:
                return rows
            default:
                throw failure()
            }
        }
    }

    private func value(_ column: Int32) throws(StoreError) -> SQLValue {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_NULL:
            return .null
        case SQLITE_INTEGER:
            return .int(sqlite3_column_int64(handle, column))
        case SQLITE_TEXT:
            let start = sqlite3_column_text(handle, column)
            let octets = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
            guard let text = String(validating: octets, as: UTF8.self) else {
                throw StoreError.corrupt("column \(column) holds text that is not UTF-8")
            }
            return .text(text)
        case SQLITE_BLOB:
            guard let start = sqlite3_column_blob(handle, column) else { return .bytes(Data()) }
            return .bytes(Data(bytes: start, count: Int(sqlite3_column_bytes(handle, column))))
        default:
            throw StoreError.corrupt("column \(column) holds a number with a fraction")
        }
    }

    /// Makes the statement ready for its next use and lets go of the values.
    func reset() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    private func failure() -> StoreError {
        let message = sqlite3_errmsg(connection).map { String(cString: $0) } ?? "no message"
        return SQLiteFailure.error(sqlite3_extended_errcode(connection), message)
    }

    /// SQLITE_TRANSIENT: SQLite takes a copy before the call returns.
    private static let copy = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
