import Foundation
import Storage
import Synchronization
import Testing

extension StoreContract {
    static let units = [
        Fact("a unit of work returns its outcome, and what it wrote is there") { store in
            let outcome = try await store.perform { transaction in
                try transaction.run(insert, [.text("a"), .int(1)])
                return "written"
            }
            #expect(outcome == "written")
            try await expect(["a"], in: store)
        },
        Fact("a unit of work reads its own writes") { store in
            let seen = try await store.perform { transaction in
                try transaction.run(insert, [.text("a"), .int(1)])
                return try transaction.run(ids).map { try $0.text(0) }
            }
            #expect(seen == ["a"])
        },
        Fact("an error takes back all that the unit of work wrote, and comes through") { store in
            await #expect(throws: Refusal()) {
                try await store.perform { transaction in
                    try transaction.run(insert, [.text("a"), .int(1)])
                    throw Refusal()
                }
            }
            try await expect([], in: store)
        },
        Fact("a savepoint takes back only what was written inside") { store in
            try await store.perform { transaction in
                try transaction.run(insert, [.text("a"), .int(1)])
                #expect(throws: Refusal()) {
                    try transaction.savepoint { inner in
                        try inner.run(insert, [.text("b"), .int(2)])
                        throw Refusal()
                    }
                }
                try transaction.run(insert, [.text("c"), .int(3)])
            }
            try await expect(["a", "c"], in: store)
        },
        Fact("savepoints nest") { store in
            try await store.perform { transaction in
                try transaction.savepoint { outer in
                    try outer.run(insert, [.text("a"), .int(1)])
                    try? outer.savepoint { inner in
                        try inner.run(insert, [.text("b"), .int(2)])
                        throw Refusal()
                    }
                }
            }
            try await expect(["a"], in: store)
        },
        Fact("changes counts the rows of the last statement, and none for a SELECT") { store in
            try await store.perform { transaction in
                let three: [[SQLValue]] = [[.text("a"), .int(1)], [.text("b"), .int(2)], [.text("c"), .int(3)]]
                try transaction.runEach(insert, three)
                #expect(transaction.changes == 3)
                try transaction.run("UPDATE thing SET number = number + 20 WHERE number >= $1", [.int(2)])
                #expect(transaction.changes == 2)
                try transaction.run(ids)
                #expect(transaction.changes == 0)
                let kept = try transaction.run("DELETE FROM thing WHERE id = $1 RETURNING number", [.text("c")])
                #expect(try kept.map { try $0.int(0) } == [23])
                #expect(transaction.changes == 1)
                try transaction.run("UPDATE thing SET number = 7 WHERE id = $1", [.text("nobody")])
                #expect(transaction.changes == 0)
                try transaction.run(
                    "INSERT INTO thing (id, number) VALUES ($1, 1) ON CONFLICT (id) DO NOTHING", [.text("a")])
                #expect(transaction.changes == 0)
            }
        },
        Fact("several statements are run in order, and each answers for itself") { store in
            try await store.perform { transaction in
                let answers = try transaction.runAll([
                    SQLRequest(insert, [.text("a"), .int(1)]), SQLRequest(insert, [.text("b"), .int(2)]),
                    SQLRequest(ids), SQLRequest("SELECT number FROM thing WHERE id = $1", [.text("b")]),
                ])
                #expect(answers.map(\.count) == [0, 0, 2, 1])
                #expect(try answers[2].map { try $0.text(0) } == ["a", "b"])
                #expect(try answers[3].first?.int(0) == 2)
                #expect(try transaction.runAll([]).isEmpty)
            }
            try await expect(["a", "b"], in: store)
        },
        Fact("the first of several statements that fails is the error of them all") { store in
            await #expect(throws: StoreError.conflict()) {
                try await store.perform { transaction in
                    _ = try transaction.runAll([
                        SQLRequest(insert, [.text("a"), .int(1)]), SQLRequest(insert, [.text("a"), .int(2)]),
                        SQLRequest(insert, [.text("b"), .int(13)]),
                    ])
                }
            }
            try await expect([], in: store)
        },
        Fact("what is written is seen by whatever is asked next, and is there in the end") { store in
            try await store.perform { transaction in
                try transaction.write(insert, [.text("a"), .int(1)])
                try transaction.writeEach(insert, (2..<400).map { [.text("b\($0)"), .int(Int64($0 + 100))] })
                #expect(try transaction.run(ids).count == 399)
                try transaction.write("DELETE FROM thing WHERE number > $1", [.int(1)])
                #expect(try transaction.runAll([SQLRequest(ids)]).first?.count == 1)
                try transaction.write(insert, [.text("c"), .int(3)])
            }
            try await expect(["a", "c"], in: store)
        },
        Fact("a write that fails fails its unit of work, at the end of it at the latest") { store in
            await #expect(throws: StoreError.conflict()) {
                try await store.perform { transaction in
                    try transaction.write(insert, [.text("a"), .int(1)])
                    try transaction.write(insert, [.text("a"), .int(2)])
                    try transaction.write(insert, [.text("b"), .int(3)])
                }
            }
            try await expect([], in: store)
        },
        Fact("a write that fails in a savepoint fails there, and what was written around it stays") { store in
            let failure = try await store.perform { transaction in
                var failure: (any Error)?
                try transaction.write(insert, [.text("a"), .int(1)])
                do {
                    try transaction.savepoint { inner in
                        try inner.write(insert, [.text("b"), .int(2)])
                        try inner.write(insert, [.text("b"), .int(3)])
                    }
                } catch {
                    failure = error
                }
                try transaction.write(insert, [.text("c"), .int(4)])
                // A run that only assumes the savepoint may come here too; the run that counts makes it.
                return failure as? StoreError
            }
            #expect(failure == .conflict())
            try await expect(["a", "c"], in: store)
        },
        Fact("a savepoint that is left with an error takes its writes back, sent or not") { store in
            try await store.perform { transaction in
                #expect(throws: Refusal()) {
                    try transaction.savepoint { inner in
                        try inner.write(insert, [.text("a"), .int(1)])
                        throw Refusal()
                    }
                }
                try transaction.write(insert, [.text("b"), .int(2)])
            }
            try await expect(["b"], in: store)
        },
        Fact("a batch of thousands is as many single runs, with large values, and drops the rows it is given") {
            store in
            let insert: SQLStatement = "INSERT INTO thing (id, number, body) VALUES ($1, $2, $3) RETURNING id, body"
            try await store.perform { transaction in
                let many: [[SQLValue]] = (0..<3_000).map { number in
                    let size = number % 500 == 0 ? 200_000 : number % 7
                    return [.text("n\(number)"), .int(Int64(number) + 100), .bytes(Data(repeating: 7, count: size))]
                }
                try transaction.runEach(insert, many)
                #expect(transaction.changes == 3_000)
                let rows = try transaction.run("SELECT COUNT(*) AS things FROM thing")
                #expect(try rows.first.map { try $0.int(0) } == 3_000)
            }
        },
        Fact("a transaction that outlived its closure is refused") { store in
            let kept = Mutex<KeptConnection?>(nil)
            try await store.perform { transaction in
                let connection = KeptConnection(transaction.connection)
                kept.withLock { $0 = connection }
            }
            let connection = try #require(kept.withLock { $0 })
            #expect(throws: StoreError.unavailable()) { try connection.value.run(ids, []) }
        },
        Fact("a reader may not write") { store in
            await #expect(throws: StoreError.unavailable()) {
                try await store.read { try $0.run(insert, [.text("a"), .int(1)]) }
            }
            try await expect([], in: store)
            try await store.perform { try $0.run(insert, [.text("a"), .int(1)]) }
        },
        Fact("a statement is described without being run") { store in
            let description = try await store.read { try $0.describe(insert) }
            #expect(description == StatementDescription(parameterCount: 2, columnNames: []))
            let returning: SQLStatement =
                "DELETE FROM thing WHERE number = $2 AND id = $1 RETURNING id, number + 1 AS next"
            let described = try await store.perform { try $0.describe(returning) }
            #expect(described == StatementDescription(parameterCount: 2, columnNames: ["id", "next"]))
        },
        Fact("a store does not hear what it announces itself, and announcing disturbs nobody") { store in
            let heard = Mutex<[Announcement]>([])
            store.listen { announcement in heard.withLock { $0.append(announcement) } }
            for _ in 0..<3 {
                store.announce(["push"])
                store.announce([])
                try await store.perform { try $0.run("DELETE FROM thing") }
            }
            await store.close()
            #expect(heard.withLock { $0.allSatisfy { $0 == .gap } })
        },
        Fact("a closed store refuses work, and closing twice is closing once") { store in
            await store.close()
            await store.close()
            await #expect(throws: StoreError.unavailable()) { try await store.perform { try $0.run(ids) } }
            await #expect(throws: StoreError.unavailable()) { try await store.read { try $0.run(ids) } }
        },
    ]
}

/// Unchecked: it stands for code that keeps what it must not keep.
private struct KeptConnection: @unchecked Sendable {
    let value: any SQLConnection

    init(_ value: any SQLConnection) {
        self.value = value
    }
}
