import Storage
import Testing

extension StoreContract {
    static let claims = [
        Fact("work that is not due is not handed out") { store in
            try await store.perform { transaction in
                try transaction.enqueue(subject: "a", kind: "push", dueAt: 10, body: "{}", now: 0)
                #expect(try transaction.claim(kinds: ["push"], limit: 9, now: 9, lease: 5) == [])
                #expect(try transaction.claim(kinds: ["mail"], limit: 9, now: 10, lease: 5) == [])
                #expect(try transaction.claim(kinds: ["push"], limit: 0, now: 10, lease: 5) == [])
                #expect(try transaction.claim(kinds: ["push"], limit: -1, now: 10, lease: 5) == [])
                #expect(try transaction.claim(kinds: ["push"], limit: 9, now: 10, lease: 5).count == 1)
            }
        },
        Fact("the longest due comes first, kind by kind, and no more than the limit") { store in
            try await store.perform { transaction in
                let asked: [(String, String, Int64)] = [("c", "b", 3), ("a", "b", 5), ("b", "b", 5), ("z", "a", 9)]
                for (subject, kind, due) in asked {
                    try transaction.enqueue(subject: subject, kind: kind, dueAt: due, body: "{}", now: 0)
                }
                let first = try transaction.claim(kinds: ["a", "b"], limit: 3, now: 10, lease: 5)
                #expect(first.map(\.subject) == ["z", "c", "a"])
                #expect(try transaction.claim(kinds: ["a", "b"], limit: 3, now: 10, lease: 5).map(\.subject) == ["b"])
            }
        },
        Fact("a lease that ran out is handed on, and the late worker can't finish") { store in
            try await store.perform { transaction in
                try transaction.enqueue(subject: "a", kind: "push", dueAt: 0, body: "{}", now: 0)
                let late = try #require(try transaction.claim(kinds: ["push"], limit: 1, now: 0, lease: 10).first)
                #expect(late.leaseUntil == 10)
                #expect(try transaction.claim(kinds: ["push"], limit: 1, now: 9, lease: 10) == [])
                let heir = try #require(try transaction.claim(kinds: ["push"], limit: 1, now: 10, lease: 10).first)
                #expect(heir.fence > late.fence)
                #expect(try transaction.finish(late) == false)
                #expect(try transaction.reschedule(late, dueAt: 99, body: "[late]") == false)
                #expect(try transaction.pending(subject: "a").first?.leaseUntil == 20)
                #expect(try transaction.finish(heir))
            }
        },
        Fact("a claim does not finish work that was asked for again after the row was gone") { store in
            try await store.perform { transaction in
                try transaction.enqueue(subject: "a", kind: "push", dueAt: 0, body: "{}", now: 0)
                let late = try #require(try transaction.claim(kinds: ["push"], limit: 1, now: 0, lease: 10).first)
                let heir = try #require(try transaction.claim(kinds: ["push"], limit: 1, now: 10, lease: 10).first)
                #expect(try transaction.finish(heir))
                try transaction.enqueue(subject: "a", kind: "push", dueAt: 10, body: "[new]", now: 10)
                _ = try transaction.claim(kinds: ["push"], limit: 1, now: 10, lease: 10)
                #expect(try transaction.finish(late) == false)
                #expect(try transaction.finish(heir) == false)
                #expect(try transaction.pending(subject: "a").first?.body == "[new]")
            }
        },
        Fact("a lease without end does not overflow") { store in
            try await store.perform { transaction in
                try transaction.enqueue(subject: "a", kind: "push", dueAt: 0, body: "{}", now: 0)
                let claimed = try transaction.claim(kinds: ["push"], limit: 1, now: 1, lease: .max)
                #expect(claimed.map(\.leaseUntil) == [.max])
            }
        },
        Fact("no row is handed to two of several claimers, and every row to one") { store in
            let subjects = (0..<200).map { "device-\($0)" }
            try await store.perform { transaction in
                for subject in subjects {
                    try transaction.enqueue(subject: subject, kind: "push", dueAt: 0, body: "{}", now: 0)
                }
            }
            let claimed = try await withThrowingTaskGroup(of: [ClaimedWork].self) { group in
                for _ in 0..<6 { group.addTask { try await claimAll(in: store) } }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(claimed.map(\.subject).sorted() == subjects.sorted())
        },
    ]

    /// Claims by sevens until the outbox has nothing left; a claimer that found nothing looks whether others did too.
    private static func claimAll(in store: any Store) async throws -> [ClaimedWork] {
        var all: [ClaimedWork] = []
        while true {
            let some = try await store.perform { transaction in
                try transaction.claim(kinds: ["push"], limit: 7, now: 1, lease: 100)
            }
            #expect(some.count <= 7)
            all += some
            guard some.isEmpty else { continue }
            // Rows that another session has locked are passed over: only a row nobody holds is left to be claimed.
            let next = try await store.read { try $0.nextDue(kinds: ["push"]) }
            if next != 0 { return all }
        }
    }
}
