/// What the user of a simulated device does about an update that is ready to be installed.
public enum UserHabit: String, Codable, CaseIterable, Sendable {
    /// Answers one of the first notices with "install now".
    case installsEarly = "installs-early"
    /// Answers with "tonight" and enters the passcode for it.
    case tonight
    /// Says "later" until the deadline, and gives in then.
    case defers
    /// Never answers and never enters a passcode: only a device that needs none is updated, by the deadline.
    case never
    /// Away for some days; the device is on, but nobody answers it or enters a passcode.
    case onLeave = "on-leave"
}

/// How many users of each habit a fleet has.
public struct HabitMix: Sendable {
    /// How many of 100; whoever is left over installs early.
    public var perHundred: [UserHabit: Int]

    public init(perHundred: [UserHabit: Int]) {
        self.perHundred = perHundred
    }

    /// Everybody installs early.
    public static let eager = HabitMix(perHundred: [:])

    /// Nobody lets an update wait for its deadline.
    public static let willing = HabitMix(perHundred: [.tonight: 25])

    /// As in a real fleet.
    public static let mixed = HabitMix(perHundred: [.tonight: 25, .defers: 25, .never: 4, .onLeave: 6])
}
