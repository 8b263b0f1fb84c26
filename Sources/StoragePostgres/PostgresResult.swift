import CPQ
import Foundation
import Storage

/// A result of libpq's, freed with its last reference.
///
/// Everything that reads it is a method, so that it lives as long as the reading.
final class PostgresResult {
    private let pointer: OpaquePointer?

    init(_ pointer: OpaquePointer?) {
        self.pointer = pointer
    }

    deinit {
        PQclear(pointer)
    }

    var isSuccess: Bool {
        let status = PQresultStatus(pointer)
        return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK
    }

    /// Whether there was no statement to run; the only failure without a SQLSTATE on a sound connection.
    var isEmptyQuery: Bool { PQresultStatus(pointer) == PGRES_EMPTY_QUERY }

    /// A field of the error, by libpq's code letter: C is the SQLSTATE, M the message, n the constraint.
    func field(_ code: Unicode.Scalar) -> String? {
        PQresultErrorField(pointer, Int32(code.value)).map { String(cString: $0) }
    }

    /// How many rows were inserted, updated or deleted; libpq counts those of a SELECT too.
    var changes: Int {
        guard let status = PQcmdStatus(pointer), status.pointee != CChar(UInt8(ascii: "S")),
            let count = PQcmdTuples(pointer)
        else { return 0 }
        // Empty for a statement that counts nothing; SAVEPOINT begins like SELECT and counts nothing either.
        return strtol(count, nil, 10)
    }

    /// The types of a described statement's parameters.
    func parameterTypes() throws(StoreError) -> [PostgresType] {
        var types: [PostgresType] = []
        for index in 0..<PQnparams(pointer) {
            types.append(try Self.type(PQparamtype(pointer, index), "parameter $\(index + 1)"))
        }
        return types
    }

    /// The types of the columns.
    func columnTypes() throws(StoreError) -> [PostgresType] {
        var types: [PostgresType] = []
        for column in 0..<PQnfields(pointer) {
            types.append(try Self.type(PQftype(pointer, column), "column \(column)"))
        }
        return types
    }

    /// The names of the columns.
    func columnNames() -> [String] {
        (0..<PQnfields(pointer)).map { column in PQfname(pointer, column).map { String(cString: $0) } ?? "" }
    }

    /// The rows, which are in binary format, of a statement with columns of these types.
    func rows(_ types: [PostgresType]) -> [SQLRow] {
        (0..<PQntuples(pointer)).map { row in
            var values: [SQLValue] = []
            values.reserveCapacity(types.count)
            for (column, type) in types.enumerated() { values.append(value(row, Int32(column), type)) }
            return SQLRow(values)
        }
    }

    private func value(_ row: Int32, _ column: Int32, _ type: PostgresType) -> SQLValue {
        if PQgetisnull(pointer, row, column) != 0 { return .null }
        let start = PQgetvalue(pointer, row, column)
        return type.value(UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(pointer, row, column))))
    }

    private static func type(_ oid: Oid, _ place: String) throws(StoreError) -> PostgresType {
        guard let type = PostgresType(oid) else {
            throw StoreError.corrupt("\(place) has PostgreSQL's type \(oid): CAST it to TEXT, BIGINT or BYTEA")
        }
        return type
    }
}
