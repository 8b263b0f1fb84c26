import Foundation
import Storage

/// One thread with one connection. Takes a unit of work as a transaction of its own, or its share of many that wait as one.
///
/// A unit of work is repeated after a serialization failure, a deadlock, or a connection lost before its commit was
/// sent: until then nothing of it can have become durable. A connection lost during the commit leaves that open, and
/// the caller is told that the store is unavailable.
final class PostgresWorker {
    private enum Verdict {
        case done
        case again(StoreError, PostgresFailure.Consequence)
        /// It has assumed a savepoint that it needs.
        case withSavepoints
    }

    /// How often a unit of work is tried that others got in the way of.
    private static let attempts = 8
    /// The longest pause before the second try, in seconds; it doubles with each further one.
    private static let pause = 0.01
    /// For how long a server that did not answer is not asked again: callers are told at once.
    private static let respite = Duration.seconds(1)

    private let address: PostgresAddress
    var driver: PostgresDriver?
    /// Whether the last units of work that came together had to be run one by one, and one of them failed.
    private var isApart = false
    private var refusal: (error: StoreError, until: ContinuousClock.Instant)?

    init(_ address: PostgresAddress) {
        self.address = address
    }

    /// Serves the queue until it is closed and empty.
    ///
    /// - Parameter takers: how many serve it.
    func serve(_ queue: WorkQueue, among takers: Int) {
        while let batch = queue.take(PostgresWorker.mostTogether, among: takers) {
            let isGroup = batch.count > 1 && batch.allSatisfy { $0.access == .write }
            if isGroup, !isApart, runTogether(batch) {
                for item in batch { item.deliver() }
            } else {
                for item in batch { runAlone(item) }
                if isGroup { isApart = batch.contains { $0.hasFailed } }
            }
        }
    }

    private func runAlone(_ item: any WorkItem) {
        do {
            try run(item)
        } catch {
            item.fail(error)
        }
        item.deliver()
    }

    /// Runs until committed, or until trying again makes no sense.
    private func run(_ item: any WorkItem) throws(StoreError) {
        var attempt = 1
        var hasReconnected = false
        var savepoints = SavepointUse.assumed
        while true {
            switch try run(item, on: connected(), savepoints) {
            case .done: return
            case .withSavepoints: savepoints = .made
            case .again(let error, .disconnected):
                // A unit of work that costs a second connection may be what kills it.
                if hasReconnected { throw error }
                hasReconnected = true
            case .again(let error, _):
                if attempt == Self.attempts { throw error }
                Thread.sleep(forTimeInterval: .random(in: 0...Self.pause * Double(1 << (attempt - 1))))
                attempt += 1
            }
        }
    }

    /// The connection, made anew when it was lost.
    func connected() throws(StoreError) -> PostgresDriver {
        if let driver { return driver }
        if let refusal, ContinuousClock.now < refusal.until { throw refusal.error }
        do {
            let made = try PostgresDriver(address)
            driver = made
            return made
        } catch {
            refusal = (error, ContinuousClock.now + Self.respite)
            throw error
        }
    }

    /// Runs and commits once. Throws when the commit failed for good.
    private func run(
        _ item: any WorkItem, on driver: PostgresDriver, _ savepoints: SavepointUse
    ) throws(StoreError) -> Verdict {
        do {
            try driver.begin(item.access)
        } catch {
            self.driver = nil
            return .again(error, .disconnected)
        }
        item.run(on: driver, savepoints: savepoints)
        if let doom = driver.doom { return abandon(driver, doom) }
        if item.hasFailed {
            rollBack(driver)
            return item.needsSavepoints ? .withSavepoints : .done
        }
        switch driver.commit() {
        case .committed: return .done
        case .refused(let error):
            if let doom = driver.doom { return abandon(driver, doom) }
            rollBack(driver)
            item.fail(error)
            return item.needsSavepoints ? .withSavepoints : .done
        case .unknown(let error):
            if let doom = driver.doom, doom.consequence == .again { return abandon(driver, doom) }
            // Whether the commit reached the disk is not known, or it was refused for good.
            self.driver = nil
            throw error
        }
    }

    /// Leaves the transaction, so that the work can be tried again.
    private func abandon(_ driver: PostgresDriver, _ doom: PostgresFailure) -> Verdict {
        leave(driver)
        return .again(doom.error, doom.consequence)
    }

    /// Leaves the transaction, and the connection where that is lost.
    func leave(_ driver: PostgresDriver) {
        if driver.doom?.consequence == .disconnected { self.driver = nil } else { rollBack(driver) }
    }

    /// Rolls back. A connection that can't is of no more use.
    private func rollBack(_ driver: PostgresDriver) {
        do { try driver.rollBack() } catch { self.driver = nil }
    }
}
