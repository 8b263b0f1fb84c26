import Storage
import Testing

extension StoreContract {
    private static let bump = SQLStatement("UPDATE thing SET number = number + 1 WHERE id = $1 RETURNING number")
    private static let log = SQLStatement("INSERT INTO step (id, number) VALUES ($1, $2)")

    /// A device's unit of work in small: its first statement is its lock and its order.
    private static func step(_ id: String, in store: any Store) async throws -> Int64 {
        try await store.perform { transaction in
            guard let number = try transaction.run(bump, [.text(id)]).first?.int(0) else { throw Refusal() }
            try transaction.run(log, [.text(id), .int(number)])
            return number
        }
    }

    static let concurrency = [
        Fact("a thousand units of work at once keep the order of each subject, without gap or repeat") { store in
            let subjects = (0..<10).map { "device-\($0)" }
            try await store.perform { transaction in
                try transaction.runEach(insert, subjects.map { [.text($0), .int(20)] })
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for subject in subjects {
                    // Half of each subject's work comes one after the other, half all at once.
                    group.addTask {
                        var last: Int64 = 0
                        for _ in 0..<50 {
                            let number = try await step(subject, in: store)
                            #expect(number > last)
                            last = number
                        }
                    }
                    for _ in 0..<50 { group.addTask { _ = try await step(subject, in: store) } }
                }
                try await group.waitForAll()
            }
            for subject in subjects {
                let steps = try await store.read { transaction in
                    try transaction.run("SELECT number FROM step WHERE id = $1 ORDER BY number", [.text(subject)])
                        .map { try $0.int(0) }
                }
                #expect(steps == Array(21...120))
            }
        },
        Fact("units of work that take rows in opposite order all get done") { store in
            try await store.perform { try $0.runEach(insert, [[.text("a"), .int(20)], [.text("b"), .int(20)]]) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for turn in 0..<40 {
                    let order = turn.isMultiple(of: 2) ? ["a", "b"] : ["b", "a"]
                    group.addTask {
                        try await store.perform { transaction in
                            for id in order { try transaction.run(bump, [.text(id)]) }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let numbers = try await store.read { try $0.run("SELECT number FROM thing ORDER BY id") }
            #expect(numbers == [SQLRow([.int(60)]), SQLRow([.int(60)])])
        },
        Fact("work cancelled before it was taken is not done") { store in
            let task = Task {
                while !Task.isCancelled { await Task.yield() }
                try await store.perform { try $0.run(insert, [.text("a"), .int(1)]) }
            }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            try await expect([], in: store)
        },
    ]
}
