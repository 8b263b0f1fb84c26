import Foundation
import Storage
import Testing

extension StoreContract {
    static let values = [
        Fact("numbers come back as they went in, to the ends of their range") { store in
            for number in [Int64.min, -1, 0, 1, 255, 256, 65_536, Int64.max] {
                let back = try await echo(number: number, in: store)
                #expect(back == number)
            }
        },
        Fact("texts come back as they went in") { store in
            for text in ["", "a", "'; --", "ä\u{308} 🧰 \u{FFFD}", String(repeating: "長", count: 100_000)] {
                let back = try await store.perform { transaction in
                    try transaction.run("DELETE FROM thing")
                    try transaction.run("INSERT INTO thing (id, number, note) VALUES ('a', 1, $1)", [.text(text)])
                    return try transaction.run("SELECT note FROM thing WHERE note = $1", [.text(text)])
                }
                #expect(try back.map { Array(try $0.text(0).utf8) } == [Array(text.utf8)])
            }
        },
        Fact("octets come back as they went in, and empty octets are not null") { store in
            let all = Data((0...255).map { UInt8($0) })
            for body in [Data(), Data([0]), all, Data(repeating: 7, count: 1 << 20)] {
                let back = try await echo(body: .bytes(body), in: store)
                #expect(back == .bytes(body))
            }
            let none = try await echo(body: .null, in: store)
            #expect(none == .null)
        },
        Fact("a slice of octets is stored without what surrounds it") { store in
            let slice = Data([1, 2, 3, 4])[1...2]
            let back = try await echo(body: .bytes(slice), in: store)
            #expect(back == .bytes(Data([2, 3])))
        },
        Fact("a text with U+0000 is refused, alone and in a batch") { store in
            await #expect(throws: StoreError.corrupt()) {
                try await store.perform { try $0.run(insert, [.text("a\u{0}b"), .int(1)]) }
            }
            await #expect(throws: StoreError.corrupt()) {
                try await store.perform { try $0.runEach(insert, [[.text("\u{0}"), .int(1)]]) }
            }
            try await expect([], in: store)
        },
        Fact("texts are ordered and compared by their octets") { store in
            try await store.perform { transaction in
                for id in ["ä", "a", "B", "a\u{308}", "Z", "aa", "_"] {
                    try transaction.run(insert, [.text(id), .int(1)])
                }
            }
            let order = try await things(in: store)
            #expect(order.map { Array($0.utf8) } == ["B", "Z", "_", "a", "aa", "a\u{308}", "ä"].map { Array($0.utf8) })
        },
        Fact("parameters are bound by their number, in any order and repeatedly") { store in
            let statement: SQLStatement = """
                INSERT INTO thing (number, id, parent) VALUES ($2, $1, $1)
                RETURNING id, number + $2 AS twice, parent
                """
            let rows = try await store.perform { try $0.run(statement, [.text("a"), .int(21)]) }
            #expect(rows == [SQLRow([.text("a"), .int(42), .text("a")])])
        },
        Fact("a comparison gives 0 or 1, and a count a number") { store in
            let statement: SQLStatement = "SELECT number > $1 AS more, number < $1 AS less FROM thing"
            let rows = try await store.perform { transaction in
                try transaction.run(insert, [.text("a"), .int(2)])
                return try transaction.run(statement, [.int(1)])
            }
            #expect(try rows.map { [try $0.bool(0), try $0.bool(1)] } == [[true, false]])
            let count = try await store.read { try $0.run("SELECT COUNT(*) AS n FROM thing") }
            #expect(count == [SQLRow([.int(1)])])
        },
    ]

    private static func echo(number: Int64, in store: any Store) async throws -> Int64? {
        try await store.perform { transaction in
            try transaction.run("DELETE FROM thing")
            try transaction.run(insert, [.text("a"), .int(number)])
            return try transaction.run("SELECT number FROM thing").first?.int(0)
        }
    }

    private static func echo(body: SQLValue, in store: any Store) async throws -> SQLValue? {
        try await store.perform { transaction in
            try transaction.run("DELETE FROM thing")
            try transaction.run("INSERT INTO thing (id, number, body) VALUES ($1, 1, $2)", [.text("a"), body])
            return try transaction.run("SELECT body FROM thing").first?.values.first
        }
    }
}
