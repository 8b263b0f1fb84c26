import AdminAPI

/// How far the devices of a plan have come, station by station.
enum FunnelOutput {
    static func lines(_ funnel: [FunnelStepResource], on canvas: Canvas) -> [Line] {
        guard let covered = funnel.first?.reached, covered > 0 else { return [] }
        var table = TextTable(["STATION", ">DEVICES", ">SHARE", "", "AND NO FURTHER"], flexible: 4, wraps: true)
        let width = max(canvas.width / 3 - 6, 20)
        for step in funnel {
            let here = step.here.reduce(0) { $0 + $1.devices }
            let isLast = step.station == funnel.last?.station
            let bar = Bar.text(step.reached, here: isLast ? 0 : here, of: covered, width: width, canvas.glyphs)
            table.add(
                [
                    step.station, String(step.reached), Bar.share(step.reached, of: covered), bar,
                    step.here.map { "\($0.devices)\(Terminal.noBreak)\($0.reason)" }.joined(separator: ", "),
                ], tones: isLast ? [3: .good] : [:])
        }
        return table.lines(on: canvas)
    }
}
