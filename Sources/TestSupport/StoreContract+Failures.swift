import Foundation
import Storage
import Testing

extension StoreContract {
    static let failures = [
        Fact("every broken constraint is a conflict") { store in
            try await store.perform { try $0.run(insert, [.text("a"), .int(1)]) }
            let broken: [(SQLStatement, [SQLValue])] = [
                (insert, [.text("a"), .int(2)]),
                (insert, [.text("b"), .int(13)]),
                (insert, [.text("b"), .null]),
                ("INSERT INTO thing (id, number, parent) VALUES ($1, 1, $2)", [.text("b"), .text("nobody")]),
            ]
            for (statement, parameters) in broken {
                await #expect(throws: StoreError.conflict()) {
                    try await store.perform { try $0.run(statement, parameters) }
                }
            }
            try await expect(["a"], in: store)
        },
        Fact("a statement error that the closure swallows fails the unit of work") { store in
            await #expect(throws: StoreError.conflict()) {
                try await store.perform { transaction in
                    try transaction.run(insert, [.text("a"), .int(1)])
                    _ = try? transaction.run(insert, [.text("a"), .int(1)])
                }
            }
            try await expect([], in: store)
        },
        Fact("after a statement error every statement throws the same error") { store in
            await #expect(throws: StoreError.conflict()) {
                try await store.perform { transaction in
                    _ = try? transaction.run(insert, [.text("a"), .int(13)])
                    try transaction.run(ids)
                }
            }
        },
        Fact("a savepoint heals a statement error") { store in
            try await store.perform { transaction in
                try transaction.run(insert, [.text("a"), .int(1)])
                #expect(throws: StoreError.conflict()) {
                    try transaction.savepoint { inner in try inner.run(insert, [.text("a"), .int(2)]) }
                }
                try transaction.run(insert, [.text("b"), .int(2)])
            }
            try await expect(["a", "b"], in: store)
        },
        Fact("a statement error swallowed inside a savepoint is thrown by the savepoint") { store in
            try await store.perform { transaction in
                #expect(throws: StoreError.conflict()) {
                    try transaction.savepoint { inner in _ = try? inner.run(insert, [.text("a"), .int(13)]) }
                }
                try transaction.run(insert, [.text("b"), .int(1)])
            }
        },
        Fact("a statement that makes no sense is corrupt, and the store lives on") { store in
            for statement: SQLStatement in ["SELEKT 1", "SELECT x FROM thing", "SELECT id FROM nothing", ""] {
                await #expect(throws: StoreError.corrupt()) { try await store.perform { try $0.run(statement) } }
                await #expect(throws: StoreError.corrupt()) { try await store.read { try $0.run(statement) } }
            }
            try await expect([], in: store)
        },
        Fact("too few or too many parameters are refused") { store in
            for parameters: [SQLValue] in [[], [.text("a")], [.text("a"), .int(1), .int(2)]] {
                await #expect(throws: StoreError.corrupt()) {
                    try await store.perform { try $0.run(insert, parameters) }
                }
            }
        },
        Fact("a value of the wrong type is refused") { store in
            await #expect(throws: StoreError.corrupt()) {
                try await store.perform { try $0.run(insert, [.text("a"), .text("one")]) }
            }
            await #expect(throws: StoreError.corrupt()) {
                try await store.perform { try $0.run(insert, [.bytes(Data([1])), .int(1)]) }
            }
        },
        Fact("a batch that fails in the middle leaves nothing") { store in
            await #expect(throws: StoreError.conflict()) {
                try await store.perform {
                    try $0.runEach(insert, [[.text("a"), .int(1)], [.text("b"), .int(13)], [.text("c"), .int(3)]])
                }
            }
            try await expect([], in: store)
        },
        Fact("a batch that fails far inside leaves nothing, and its savepoint heals it") { store in
            let broken: [[SQLValue]] = (0..<500).map { [.text("n\($0)"), .int($0 == 300 ? 13 : 14)] }
            try await store.perform { transaction in
                #expect(throws: StoreError.conflict()) {
                    try transaction.savepoint { inner in try inner.runEach(insert, broken) }
                }
                try transaction.runEach(insert, [[.text("a"), .int(1)], [.text("b"), .int(2)]])
            }
            try await expect(["a", "b"], in: store)
        },
        Fact("a value of the wrong type in the middle of a batch is refused, and the store lives on") { store in
            let broken: [[SQLValue]] = (0..<200).map { [.text("n\($0)"), $0 == 150 ? .text("x") : .int(1)] }
            await #expect(throws: StoreError.corrupt()) {
                try await store.perform { try $0.runEach(insert, broken) }
            }
            try await store.perform { try $0.runEach(insert, [[.text("a"), .int(1)]]) }
            try await expect(["a"], in: store)
        },
    ]
}
