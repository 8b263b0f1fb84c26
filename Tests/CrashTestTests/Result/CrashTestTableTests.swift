import Testing

@testable import CrashTest

@Suite("What a crash test prints")
struct CrashTestTableTests {
    @Test func `a run without losses says that nothing was lost`() {
        var result = RunResult("sqlite", seed: 7)
        (result.kills, result.inFlight, result.cutOff, result.reports) = (20, 11, 14, 900)
        #expect(
            CrashTestTable([result]).lines.last
                == "\n20 kills, 11 with requests in flight (14 cut off), 0 stops of the database; 900 reports acknowledged: "
                + "nothing was lost")
    }

    @Test func `a loss is told with its device, its seed, and how to see it again`() {
        var result = RunResult("sqlite", seed: 7)
        result.losses = [Loss(.report, "A", "requestSHA256 00ff")]
        result.repeated = "make crash-test SEED=7"
        let text = CrashTestTable([result]).lines.joined(separator: "\n")
        for part in [
            "LOST in sqlite, seed 7", "report-lost: device A, requestSHA256 00ff", "again: make crash-test SEED=7",
        ] {
            #expect(text.contains(part))
        }
    }

    @Test func `what a server said can't steer a terminal`() {
        var result = RunResult("sqlite", seed: 7)
        result.losses = [Loss(.server, nil, "\u{1B}[2J")]
        #expect(!CrashTestTable([result]).lines.joined().contains("\u{1B}"))
    }
}
