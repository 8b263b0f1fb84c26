import AdminAPI
import ArgumentParser
import Foundation
import UnixSignals

/// `ratchet watch`: the whole fleet at one look, live.
struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Watch the fleet: how far everybody is, what needs a look, what happens.",
        discussion: """
            On a terminal the picture is drawn over and over until Ctrl-C; elsewhere a line is printed when something has \
            changed, and with --json one JSON object a line.

            Examples:
              ratchet watch
              ratchet watch --once
              ratchet watch --json | head -1
            """)

    @Option(help: "Seconds between two looks, 1 to 3600.")
    var interval = 2

    @Flag(help: "Look once.")
    var once = false

    @OptionGroup var options: ServerOptions

    func validate() throws {
        guard (1...3600).contains(interval) else { throw ValidationError("--interval takes 1 to 3600 seconds.") }
    }

    func run() async throws {
        try await CommandFailure.reporting {
            let client = try options.client()
            var watch = Watch(client: client, isJSON: options.json)
            try await watch.begin()
            if once { return try watch.show() }
            let started = watch
            await withTaskGroup(of: Void.self) { group in
                group.addTask { for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) { return } }
                group.addTask { await started.follow(every: .seconds(interval)) }
                await group.next()
                group.cancelAll()
            }
        }
    }
}

/// Looks at the fleet again and again, and shows what has changed.
struct Watch: Sendable {
    let client: AdminClient
    let isJSON: Bool
    private var overview: OverviewResource?
    private var events: [StreamedEventResource] = []
    private var trouble: String?

    init(client: AdminClient, isJSON: Bool) { (self.client, self.isJSON) = (client, isJSON) }

    /// The first look; a server that is not there is an error then, and something to wait for later.
    mutating func begin() async throws {
        let seen: OverviewResource = try await client.get(["overview"])
        let after = max(0, seen.lastEvent - Int64(WatchPicture.newest))
        overview = seen
        events = try await happened(after: after)
    }

    /// Until the task is cancelled, or nobody reads any more.
    func follow(every pause: Duration) async {
        var (watch, screen, shown) = (self, Screen(), News())
        while !Task.isCancelled {
            do {
                if Screen.isThere, !isJSON {
                    try watch.put(screen.update(to: watch.picture?.lines(width: Terminal.width) ?? []))
                } else if watch.news != shown {
                    if let text = watch.text() { try watch.put("\(text)\n") }
                    shown = watch.news
                }
            } catch {
                return
            }
            do { try await Task.sleep(for: pause) } catch { return }
            await watch.look()
        }
    }

    /// The picture, once.
    func show() throws {
        guard let picture, let overview else { return }
        if isJSON { return try Output.json(overview) }
        try put(picture.lines(width: Terminal.width).joined(separator: "\n") + "\n")
    }

    private mutating func look() async {
        do {
            let seen: OverviewResource = try await client.get(["overview"])
            events = Array((events + (try await happened(after: events.last?.position ?? 0))).suffix(100))
            (overview, trouble) = (seen, nil)
        } catch {
            if !Task.isCancelled { trouble = "The server does not answer; this is how it was." }
        }
    }

    private func happened(after position: Int64) async throws -> [StreamedEventResource] {
        let list: EventListResource = try await client.get(["events"], ["after": String(position), "limit": "1000"])
        return list.events
    }

    private var picture: WatchPicture? {
        overview.map { WatchPicture(overview: $0, events: events, trouble: trouble) }
    }

    /// What is worth another line; that time passes is no news.
    private struct News: Equatable {
        var overview: OverviewResource?
        var trouble: String?
    }

    private var news: News {
        var news = News(overview: overview, trouble: trouble)
        news.overview?.time = ""
        return news
    }

    private func text() -> String? {
        guard let overview else { return nil }
        if let trouble, !isJSON { return trouble }
        if !isJSON { return picture?.line }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(overview)).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Unbuffered, so that a pipe sees each line at once.
    private func put(_ text: String) throws { try FileHandle.standardOutput.write(contentsOf: Data(text.utf8)) }
}
