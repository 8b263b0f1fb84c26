import CPQ
import Storage

/// One thread with a connection of its own (LISTEN and NOTIFY), which says what this server announces and hears the others.
///
/// What is said is said after the commit and not in it: PostgreSQL lets only one transaction with a NOTIFY commit at a time,
/// so announcing in the units of work would put them, each with its flush of the disk, in one queue. What is lost thereby
/// in a crash is found by those who look from time to time.
final class PostgresMessenger {
    private static let listen = "LISTEN ratchet"
    private static let notify = SQLStatement("SELECT pg_notify('ratchet', $1) AS said")
    /// Between one NOTIFY and the next, however much is announced.
    private static let breath: Duration = .milliseconds(50)
    /// Before a lost connection is made anew; it doubles with each failure.
    private static let shortestPause: Duration = .milliseconds(100)
    private static let longestPause: Duration = .seconds(10)

    private let address: PostgresAddress
    private let board: PostgresBoard
    private var driver: PostgresDriver?
    private var pause = PostgresMessenger.shortestPause
    private var silentUntil = ContinuousClock.now

    init(_ address: PostgresAddress, _ board: PostgresBoard) {
        (self.address, self.board) = (address, board)
    }

    /// Serves the board until it is closed.
    func serve() {
        while !board.isClosed {
            do {
                try attend()
            } catch {
                driver = nil
                rest()
            }
        }
        if let driver { try? say(on: driver) }
    }

    /// Says what there is to say, hands on what was heard, and waits until something happens. In this order: the answer to
    /// what was said may have brought something to be heard, for which the socket would not wake anybody.
    private func attend() throws(StoreError) {
        let driver = try connected()
        let silence = silentUntil - .now
        if silence <= .zero { try say(on: driver) }
        try hear(on: driver)
        pause = PostgresMessenger.shortestPause
        board.bell.wait(for: driver.socket, atMost: silence > .zero ? silence : nil)
    }

    /// The connection, made anew when it was lost. What others said meanwhile was missed.
    private func connected() throws(StoreError) -> PostgresDriver {
        if let driver { return driver }
        let made = try PostgresDriver(address)
        try made.execute(PostgresMessenger.listen)
        driver = made
        board.tell(.gap)
        return made
    }

    private func say(on driver: PostgresDriver) throws(StoreError) {
        let kinds = board.take()
        if kinds.isEmpty { return }
        silentUntil = .now + PostgresMessenger.breath
        do {
            _ = try driver.execute(PostgresMessenger.notify, [.text(kinds.sorted().joined(separator: " "))])
        } catch {
            board.giveBack(kinds)
            throw error
        }
    }

    private func hear(on driver: PostgresDriver) throws(StoreError) {
        let kinds = try driver.heard().flatMap { $0.split(separator: " ").map(String.init) }
        if !kinds.isEmpty { board.tell(.news(of: Set(kinds))) }
    }

    /// Waits before the next try; what is announced meanwhile does not shorten it.
    private func rest() {
        let end = ContinuousClock.now + pause
        pause = min(pause * 2, PostgresMessenger.longestPause)
        while !board.isClosed, ContinuousClock.now < end { board.bell.wait(atMost: end - .now) }
    }
}

extension PostgresDriver {
    /// What other connections have said on the channels that this one listens to, since it was last asked.
    fileprivate func heard() throws(StoreError) -> [String] {
        guard PQconsumeInput(connection) == 1, PQstatus(connection) == CONNECTION_OK else {
            throw StoreError.unavailable("the connection to PostgreSQL was lost")
        }
        var heard: [String] = []
        while let notice = PQnotifies(connection) {
            defer { PQfreemem(notice) }
            if notice.pointee.be_pid != PQbackendPID(connection), let said = notice.pointee.extra {
                heard.append(String(cString: said))
            }
        }
        return heard
    }

    /// Has something to read when the server has said something.
    fileprivate var socket: Int32 { PQsocket(connection) }
}
