import AdminAPI

/// What is known of the fleet at the moment: the server's overview, and the newest events as its stream brings them.
actor LiveFleet {
    /// Events that are kept; many are of no interest to a person.
    private static let keptEvents = 200
    /// With nothing happening, time alone changes something now and then: a device becomes overdue, a deadline comes nearer.
    private static let longest: Duration = .seconds(10)

    private let client: AdminClient
    private var overview: OverviewResource
    private var events: [StreamedEventResource] = []
    private var trouble: String?
    private var hasNews = false
    private var lookedAt = ContinuousClock.now

    /// The first look; a server that is not there is an error then, and something to wait for later.
    init(_ client: AdminClient) async throws {
        self.client = client
        overview = try await client.get(["overview"])
        let after = String(max(0, overview.lastEvent - Int64(LiveFleet.keptEvents)))
        let list: EventListResource = try await client.get(
            ["events"], ["after": after, "limit": String(LiveFleet.keptEvents)])
        events = list.events
    }

    /// How it is.
    var view: FleetView { FleetView(overview: overview, events: events, trouble: trouble) }

    /// Takes in what happens, until the task is cancelled.
    func listen() async {
        let after = events.last?.position ?? overview.lastEvent
        await EventTail(client: client).follow(after: after) { await self.take($0) }
    }

    /// Asks for the overview, where something has happened since it was asked for or the last time is long ago.
    func look() async {
        guard hasNews || trouble != nil || ContinuousClock.now - lookedAt >= LiveFleet.longest else { return }
        hasNews = false
        do {
            overview = try await client.get(["overview"])
            (trouble, lookedAt) = (nil, ContinuousClock.now)
        } catch {
            if !Task.isCancelled { trouble = "The server does not answer; this is how it was." }
        }
    }

    private func take(_ event: StreamedEventResource) {
        events = Array((events + [event]).suffix(LiveFleet.keptEvents))
        hasNews = true
    }
}

/// The fleet as it was at one moment.
struct FleetView: Equatable, Sendable {
    var overview: OverviewResource
    /// The newest last.
    var events: [StreamedEventResource] = []
    /// Why the server could not be asked just now; nil while it answers.
    var trouble: String?
}
