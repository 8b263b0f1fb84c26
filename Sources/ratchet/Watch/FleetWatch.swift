import AdminAPI

/// Looks at the fleet again and again, and shows what has changed.
struct FleetWatch: Sendable {
    /// For whom it is shown.
    enum Manner: Sendable {
        /// A picture that is drawn over and over, for a person at a terminal.
        case picture
        /// A line whenever something has changed, for whatever else a person reads.
        case lines
        /// One JSON object a line, for programs.
        case json
    }

    let fleet: LiveFleet
    let manner: Manner

    /// How it is at the moment.
    func once() async throws {
        let view = await fleet.view
        if manner == .json { return try Output.json(view.overview) }
        let canvas = Canvas.output()
        try Output.write(FleetPicture(view: view).lines(on: canvas).map { $0.painted(canvas.ink) + "\n" }.joined())
    }

    /// Until the task is cancelled, or nobody reads any more.
    func follow(every pause: Duration) async {
        var (screen, shown) = (Screen(), FleetView?.none)
        while !Task.isCancelled {
            let view = await fleet.view
            do {
                if manner == .picture {
                    try Output.write(FleetWatch.draw(FleetPicture(view: view), on: &screen))
                } else if view.isNews(after: shown) {
                    try Output.line(try line(view))
                    shown = view
                }
                try await Task.sleep(for: pause)
            } catch {
                return
            }
            await fleet.look()
        }
    }

    /// What takes the terminal to this picture.
    static func draw(_ picture: FleetPicture, on screen: inout Screen) -> String {
        // The cursor stands on a line of its own below the picture.
        screen.draw(picture.lines(on: .output(), height: Terminal.size.map { $0.rows - 1 } ?? .max))
    }

    private func line(_ view: FleetView) throws -> String {
        if manner == .json { return try Output.jsonLine(view.overview) }
        let time = view.overview.time.dropFirst(11).prefix(8)
        return view.trouble ?? "\(time) UTC  \(FleetPicture(view: view).line)"
    }
}

extension FleetView {
    /// Whether there is more to say than that time has passed.
    fileprivate func isNews(after shown: FleetView?) -> Bool {
        guard var shown else { return true }
        (shown.overview.time, shown.events) = (overview.time, events)
        return shown != self
    }
}
