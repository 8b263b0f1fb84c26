import Storage
import Testing

extension StoreContract {
    /// Asks for one push to device a, due at 10, at time 5.
    @Sendable private static func ask(_ transaction: inout StoreTransaction) throws {
        try transaction.enqueue(subject: "a", kind: "push", dueAt: 10, body: "{}", now: 5)
    }

    /// Claims pushes at `now` for 100.
    private static func claim(_ transaction: StoreTransaction, now: Int64) throws -> [ClaimedWork] {
        try transaction.claim(kinds: ["push"], limit: 10, now: now, lease: 100)
    }

    static let outbox = [
        Fact("work asked for is pending, and next due when it is due") { store in
            try await store.perform(ask)
            let (pending, due, other) = try await store.read { transaction in
                (
                    try transaction.pending(subject: "a"), try transaction.nextDue(kinds: ["push"]),
                    try transaction.nextDue(kinds: ["mail"])
                )
            }
            #expect(pending.map(\.kind) == ["push"])
            #expect(pending.first?.createdAt == 5 && pending.first?.leaseUntil == 0 && pending.first?.generation == 1)
            #expect(due == 10)
            #expect(other == nil)
        },
        Fact("work and its intent are taken back together") { store in
            await #expect(throws: Refusal()) {
                try await store.perform { transaction in
                    try ask(&transaction)
                    throw Refusal()
                }
            }
            let pending = try await store.read { try $0.pending(subject: "a") }
            #expect(pending == [])
        },
        Fact("a repeat replaces body and due time, forgets attempts, and raises the generation") { store in
            try await store.perform { transaction in
                try ask(&transaction)
                let claimed = try #require(try claim(transaction, now: 10).first)
                #expect(try transaction.reschedule(claimed, dueAt: 50, body: nil))
                try transaction.enqueue(subject: "a", kind: "push", dueAt: 20, body: "[2]", now: 15)
                let pending = try #require(try transaction.pending(subject: "a").first)
                #expect(pending.body == "[2]" && pending.dueAt == 20 && pending.attempts == 0)
                #expect(pending.generation == 2 && pending.createdAt == 5)
            }
        },
        Fact("finished work is gone") { store in
            try await store.perform { transaction in
                try ask(&transaction)
                let claimed = try #require(try claim(transaction, now: 10).first)
                #expect(try transaction.finish(claimed))
                #expect(try transaction.pending(subject: "a") == [])
                #expect(try transaction.finish(claimed) == false)
            }
        },
        Fact("rescheduled work comes back when due, with one more attempt and its new body") { store in
            try await store.perform { transaction in
                try ask(&transaction)
                let first = try #require(try claim(transaction, now: 10).first)
                #expect(try transaction.reschedule(first, dueAt: 40, body: "[1]"))
                #expect(try claim(transaction, now: 39) == [])
                let second = try #require(try claim(transaction, now: 40).first)
                #expect(second.attempts == 1 && second.body == "[1]" && second.fence > first.fence)
                #expect(try transaction.reschedule(second, dueAt: 41, body: nil))
                #expect(try transaction.pending(subject: "a").first?.body == "[1]")
                #expect(try transaction.finish(second), "nobody claimed it since, so the claim still stands")
            }
        },
        Fact("cancelled work is gone, and finishing it says so") { store in
            try await store.perform { transaction in
                try ask(&transaction)
                let claimed = try #require(try claim(transaction, now: 10).first)
                #expect(try transaction.cancel(subject: "a", kind: "push"))
                #expect(try transaction.cancel(subject: "a", kind: "push") == false)
                #expect(try transaction.finish(claimed) == false)
                #expect(try transaction.reschedule(claimed, dueAt: 20, body: nil) == false)
                #expect(try transaction.pending(subject: "a") == [])
            }
        },
        Fact("a change during the effect is not swallowed: the row stays and can be claimed at once") { store in
            try await store.perform { transaction in
                try ask(&transaction)
                let claimed = try #require(try claim(transaction, now: 10).first)
                try transaction.enqueue(subject: "a", kind: "push", dueAt: 11, body: "[new]", now: 11)
                #expect(try claim(transaction, now: 12) == [], "the first worker still holds it")
                #expect(try transaction.finish(claimed) == false)
                let again = try #require(try claim(transaction, now: 12).first)
                #expect(again.body == "[new]" && again.generation == 2)
                #expect(try transaction.finish(again))
            }
        },
        Fact("rescheduling superseded work keeps the new body and due time") { store in
            try await store.perform { transaction in
                try ask(&transaction)
                let claimed = try #require(try claim(transaction, now: 10).first)
                try transaction.enqueue(subject: "a", kind: "push", dueAt: 11, body: "[new]", now: 11)
                #expect(try transaction.reschedule(claimed, dueAt: 1_000, body: "[old]") == false)
                let again = try #require(try claim(transaction, now: 12).first)
                #expect(again.body == "[new]" && again.attempts == 0)
            }
        },
        Fact("held work is next due when its lease ends") { store in
            try await store.perform { transaction in
                try ask(&transaction)
                _ = try claim(transaction, now: 10)
                #expect(try transaction.nextDue(kinds: ["push"]) == 110)
                try transaction.enqueue(subject: "b", kind: "push", dueAt: 60, body: "{}", now: 11)
                #expect(try transaction.nextDue(kinds: ["mail", "push"]) == 60)
                try transaction.enqueue(subject: "a", kind: "push", dueAt: 500, body: "{}", now: 11)
                #expect(try transaction.cancel(subject: "b", kind: "push"))
                #expect(try transaction.nextDue(kinds: ["push"]) == 500)
            }
        },
    ]
}
