import RatchetCore
import Testing

@Suite("Durations as people write them")
struct DurationTextTests {
    @Test(arguments: [
        ("500ms", Duration.milliseconds(500)), ("30s", .seconds(30)), ("10m", .minutes(10)), ("24h", .hours(24)),
        ("3d", .days(3)), ("0s", .zero), (" 5 s", .seconds(5)),
    ])
    func read(_ text: String, _ duration: Duration) {
        #expect(DurationText.read(text) == duration)
    }

    @Test(arguments: ["", "5", "s", "-1s", "1.5h", "1w", "99999999h", "1h30m"])
    func refused(_ text: String) {
        #expect(DurationText.read(text) == nil)
    }
}
