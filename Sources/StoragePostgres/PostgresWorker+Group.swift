import Storage

/// Many units of work as one transaction: the beginning, the commit and its flush cost once, and what one of them writes is sent with
/// what the next one asks.
///
/// A group holds the rows of all its units of work until its commit, so it never waits long for a row that somebody else holds:
/// two groups that wait for each other are found at once, and nobody waits for one that waits. Where it comes to nothing, for
/// whatever reason, each of its units of work is run alone, and what comes of that is what counts.
extension PostgresWorker {
    /// How many units of work a group has at most, so that the first does not wait too long for the last.
    static let mostTogether = 16

    /// Runs units of work in one transaction. False if nothing of it is there, and each is to be run alone.
    func runTogether(_ items: [any WorkItem]) -> Bool {
        guard let driver = try? connected() else { return false }
        do { try driver.beginGroup() } catch { return giveUp(driver) }
        for item in items where !run(item, inGroupOn: driver) { return giveUp(driver) }
        switch driver.commit() {
        case .committed: return true
        case .refused: return giveUp(driver)
        case .unknown(let error):
            if driver.doom?.consequence == .again { return giveUp(driver) }
            // Whether the commit reached the disk is not known, or it was refused for good.
            self.driver = nil
            for item in items where !item.hasFailed { item.fail(error) }
            return true
        }
    }

    /// False if the group can't go on after it. One that failed before it has changed anything is no reason for that.
    private func run(_ item: any WorkItem, inGroupOn driver: PostgresDriver) -> Bool {
        let before = driver.traces
        item.run(on: driver, savepoints: .assumed)
        if driver.isSpoilt { return false }
        return !item.hasFailed || !item.needsSavepoints && driver.traces == before
    }

    private func giveUp(_ driver: PostgresDriver) -> Bool {
        leave(driver)
        return false
    }
}
