/// How a simulated fleet is set up.
public struct FleetConfiguration: Sendable {
    /// The base of the server's device listener, to which the routes are appended; nothing: the one of the state file,
    /// or `defaultServer`.
    public var server: String?
    /// How devices enrol with proof; nothing: they are believed without.
    public var enrolment: FleetEnrolment?
    /// How many devices; nothing: those of the state file, or `defaultDevices`. A state file with more keeps them all;
    /// one with fewer gets new ones.
    public var devices: Int?
    /// Decides everything random. A state file brings its own.
    public var seed: UInt64
    public var durations: PhaseDurations
    /// Who behaves how.
    public var moods: MoodMix
    /// Whose user does what.
    public var habits: HabitMix
    /// Where the fleet is kept, so that a run can be continued; nothing: it is forgotten.
    public var stateFile: String?
    /// Where the stand-in push service listens; nothing: there is none, and devices only poll.
    public var push: ListenAddress?
    /// The certificates with which the stand-in push service speaks HTTP/2 over TLS and asks for a push certificate; nothing: it
    /// speaks plain HTTP/1.1.
    public var pushIdentity: PushStandInIdentity?
    /// Where the stand-in lookup service listens; nothing: there is none. Devices know the feed all the same.
    public var lookup: ListenAddress?
    /// What the feed has at the start.
    public var releases: [FleetRelease]
    /// Over how many seconds new devices are switched on; nothing: the more there are, the longer it takes.
    public var ramp: Double?
    /// Requests under way at once, over the whole fleet; each has a connection of those that are kept alive and shared.
    public var concurrentRequests: Int
    /// How long a request may take, in seconds.
    public var requestTimeout: Double
    /// More devices than this are refused: one takes about 60 KB and a task of its own, and beyond it the simulator and no
    /// longer the server would be what is measured on one machine.
    public static let mostDevices = 50_000
    public static let defaultDevices = 30
    public static let defaultServer = "http://127.0.0.1:8443"

    public init(
        server: String? = nil, enrolment: FleetEnrolment? = nil, devices: Int? = nil, seed: UInt64 = 1,
        durations: PhaseDurations = .demo,
        moods: MoodMix = .mixed, habits: HabitMix = .willing, stateFile: String? = nil,
        push: ListenAddress? = ListenAddress(), pushIdentity: PushStandInIdentity? = nil,
        lookup: ListenAddress? = ListenAddress(), releases: [FleetRelease] = DemoFeed.releases, ramp: Double? = nil,
        concurrentRequests: Int = 64, requestTimeout: Double = 30
    ) {
        self.server = server
        self.enrolment = enrolment
        self.devices = devices
        self.seed = seed
        self.durations = durations
        self.moods = moods
        self.habits = habits
        self.stateFile = stateFile
        self.push = push
        self.pushIdentity = pushIdentity
        self.lookup = lookup
        self.releases = releases
        self.ramp = ramp
        self.concurrentRequests = concurrentRequests
        self.requestTimeout = requestTimeout
    }

    func check() throws(FleetError) {
        if let devices, !(0...FleetConfiguration.mostDevices).contains(devices) {
            throw FleetError(.badConfiguration, "\(devices) devices")
        }
        if let server, !server.hasPrefix("http://"), !server.hasPrefix("https://") {
            throw FleetError(.badConfiguration, "server \(server) is no http or https URL")
        }
        guard concurrentRequests > 0, requestTimeout > 0 else {
            throw FleetError(.badConfiguration, "requests must be allowed and have time")
        }
    }
}

/// Where the stand-ins listen, as URLs for the server's configuration.
public struct FleetEndpoints: Equatable, Sendable {
    /// `http://127.0.0.1:40001`; the server appends `/3/device/<token>`.
    public let push: String?
    /// `http://127.0.0.1:40002/v2/pmv`.
    public let lookup: String?
}
