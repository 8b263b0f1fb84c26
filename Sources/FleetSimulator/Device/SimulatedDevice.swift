import AppleMDM
import Foundation
import SeededRandom

/// One simulated Apple device: a pure state machine over Apple's protocol.
///
/// The edge asks `next` what to do, does it, and tells the outcome with `answered` or `unreachable`; a push comes in
/// as `woken`. Time, chance and what is around the device are arguments or part of its state, so a device can be
/// written to a file at any moment and goes on from there.
struct SimulatedDevice: Sendable {
    let index: Int
    var identity: DeviceIdentity
    let model: DeviceModel
    let mood: DeviceMood
    var system: InstalledSystem
    var enrolment: EnrolmentState
    /// Nothing for a device that is believed without proof.
    var management: DeviceManagement?
    /// Nothing before the first DeclarativeManagement command.
    var declarative: DeclarativeState?
    var update: UpdateWalk
    var timers = Timers()
    var random: SeededRandom
    var alarms: [DeviceAlarm] = []
    var alarmCount = 0
    var hasSaidNotNow = false
    /// Whether the server has said that it took the bootstrap token.
    var hasEscrowedToken = false
    /// The time zone that it has travelled to.
    var journeyZone: String?
    /// How far its clock is ahead, in seconds.
    var clockError = 0.0
    /// What of its mood is over.
    var past = Past()
    /// Every update that it has fetched, in order.
    var downloads: [Download] = []

    // What follows is forgotten with the process, as a device forgets it when it restarts.
    var errands: [Errand] = []
    var inFlight: DeviceRequest?
    var sync: DeclarationSync?
    var review = DeclarationReview()
    var isStatusDue = false
    var isReviewDue = true
    var reviewedCatalog: Int?
    /// Commands taken on the present connection, and rounds of the present synchronisation.
    var commandsTaken = 0
    var syncRounds = 0
    /// The newest report, for a device that sends it again.
    var lastReport: StatusDraft?

    /// Moments at which the device does something by itself.
    struct Timers: Codable, Equatable, Sendable {
        /// When it is switched on and enrols.
        var enrolment: Date?
        var poll: Date?
        var fullReport: Date?
        /// After a failed request: not before this.
        var retry: Date?
        /// Off the network until then.
        var offlineUntil: Date?
        /// When it is in another time zone.
        var journey: Date?
        var failedAttempts = 0
    }

    /// What a device does only once.
    struct Past: Codable, Equatable, Sendable {
        var wasOffline = false
        var hasTravelled = false
        var hasReenrolled = false
    }

    /// More commands than this on one connection are a fault of the server.
    static let mostCommandsPerConnection = 100
    /// A manifest that changes this often while it is fetched is a fault of the server.
    static let mostSyncRounds = 20
    /// Older alarms are forgotten, but counted.
    static let mostAlarms = 20

    var capabilities: Capabilities {
        Capabilities(
            platform: model.platform, version: system.version, supervised: identity.isSupervised,
            userEnrolled: traits.isUserEnrolled)
    }

    /// What its mood means.
    var traits: DeviceTraits { DeviceTraits(mood) }

    /// The time zone that it is in; an IANA name.
    var zone: String { journeyZone ?? identity.zone }

    /// Whether it lacks this now, whether or not an update has missed it yet.
    func lacks(_ lack: UpdateLack) -> Bool {
        update.temper.lack == lack && (update.recovery == nil || update.hold == UpdateHold(lack))
    }

    /// A poll or a result of a command.
    func report(_ status: CommandStatus, _ commandUUID: String? = nil) -> DeviceReport {
        DeviceReport(identity: mdmIdentity, status: status, commandUUID: commandUUID)
    }

    /// A device that its user enrolled goes by an identifier of this enrolment instead of its UDID.
    var mdmIdentity: EnrolmentIdentity {
        EnrolmentIdentity(
            device: traits.isUserEnrolled ? .enrollmentID(identity.udid) : .udid(identity.udid))
    }

    /// Notes a breach of the protocol by the server.
    mutating func alarm(_ text: String, at now: Date) {
        alarmCount += 1
        alarms.append(DeviceAlarm(time: now.rfc3339, text: text))
        if alarms.count > SimulatedDevice.mostAlarms { alarms.removeFirst() }
    }
}

extension SimulatedDevice: Codable {
    private enum CodingKeys: String, CodingKey {
        case index, identity, model, mood, system, enrolment, management, declarative, update, timers, random, alarms,
            alarmCount
        case hasSaidNotNow, hasEscrowedToken, journeyZone, clockError, past, downloads
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        index = try container.decode(Int.self, forKey: .index)
        identity = try container.decode(DeviceIdentity.self, forKey: .identity)
        model = try container.decode(DeviceModel.self, forKey: .model)
        mood = try container.decode(DeviceMood.self, forKey: .mood)
        system = try container.decode(InstalledSystem.self, forKey: .system)
        enrolment = try container.decode(EnrolmentState.self, forKey: .enrolment)
        declarative = try container.decodeIfPresent(DeclarativeState.self, forKey: .declarative)
        update = try container.decode(UpdateWalk.self, forKey: .update)
        timers = try container.decode(Timers.self, forKey: .timers)
        random = try container.decode(SeededRandom.self, forKey: .random)
        alarms = try container.decode([DeviceAlarm].self, forKey: .alarms)
        alarmCount = try container.decode(Int.self, forKey: .alarmCount)
        hasSaidNotNow = try container.decode(Bool.self, forKey: .hasSaidNotNow)
        hasEscrowedToken = try container.decode(Bool.self, forKey: .hasEscrowedToken)
        // Later than the first state files.
        management = try container.decodeIfPresent(DeviceManagement.self, forKey: .management)
        journeyZone = try container.decodeIfPresent(String.self, forKey: .journeyZone)
        clockError = try container.decodeIfPresent(Double.self, forKey: .clockError) ?? 0
        past = try container.decodeIfPresent(Past.self, forKey: .past) ?? Past()
        downloads = try container.decodeIfPresent([Download].self, forKey: .downloads) ?? []
    }
}
