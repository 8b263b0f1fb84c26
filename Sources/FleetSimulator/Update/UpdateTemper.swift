import SeededRandom

/// What the update of a device can lack for a time.
enum UpdateLack: String, Codable, CaseIterable, Sendable {
    /// Free space, found out when the download begins.
    case space
    /// Charge, found out when the installation would begin.
    case battery
    /// A connection to power, without which the download does not begin.
    case power
    /// A network that it may download over.
    case network
    /// The bootstrap token, which the Mac has not escrowed.
    case bootstrapToken = "bootstrap-token"
    /// The passcode, which the user does not enter.
    case passcode
}

/// What holds an update up at the moment, as far as it is not just busy.
enum UpdateHold: String, Codable, CaseIterable, Sendable {
    case space, battery, power, network
    case bootstrapToken = "bootstrap-token"
    /// The user wants it, but somebody has to enter the passcode.
    case passcode
    /// The user has not answered.
    case user
    /// The user has agreed to tonight.
    case tonight

    init(_ lack: UpdateLack) {
        switch lack {
        case .space: self = .space
        case .battery: self = .battery
        case .power: self = .power
        case .network: self = .network
        case .bootstrapToken: self = .bootstrapToken
        case .passcode: self = .passcode
        }
    }
}

/// What makes one device's update differ from another's.
struct UpdateTemper: Equatable, Sendable {
    /// An Apple-silicon Mac is authorised by the bootstrap token that it gave to the server.
    var needsBootstrapToken = false
    /// An iPhone or iPad installs before its deadline, and after it, only once its passcode was entered.
    var hasPasscode = false
    /// How many of the first attempts fail.
    var failures = 0
    var neverHasSpace = false
    var lack: UpdateLack?
    /// An agreement to tonight does not last until then.
    var authorisationExpires = false
    var habit = UserHabit.installsEarly
}

extension UpdateTemper {
    /// What a model, a mood and a user amount to; the seed decides what they leave open.
    init(of model: DeviceModel, _ mood: DeviceMood, _ habit: UserHabit, random: inout SeededRandom) {
        let traits = DeviceTraits(mood)
        needsBootstrapToken = model.platform == .macOS && model.isAppleSilicon
        hasPasscode = model.platform == .iOS || model.platform == .iPadOS
        failures = Int.random(in: traits.failures, using: &random)
        neverHasSpace = traits.neverHasSpace
        lack = traits.lack
        authorisationExpires = traits.authorisationExpires
        self.habit = habit
    }
}

extension UpdateTemper: Codable {
    private enum CodingKeys: String, CodingKey {
        case needsBootstrapToken, hasPasscode, failures, neverHasSpace, lack, authorisationExpires, habit
        /// Instead of `failures`, in state files written before there were other numbers than none and one.
        case failsFirstAttempt
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        needsBootstrapToken = try container.decode(Bool.self, forKey: .needsBootstrapToken)
        neverHasSpace = try container.decode(Bool.self, forKey: .neverHasSpace)
        hasPasscode = try container.decodeIfPresent(Bool.self, forKey: .hasPasscode) ?? false
        let failsOnce = try container.decodeIfPresent(Bool.self, forKey: .failsFirstAttempt) ?? false
        failures = try container.decodeIfPresent(Int.self, forKey: .failures) ?? (failsOnce ? 1 : 0)
        lack = try container.decodeIfPresent(UpdateLack.self, forKey: .lack)
        authorisationExpires = try container.decodeIfPresent(Bool.self, forKey: .authorisationExpires) ?? false
        habit = try container.decodeIfPresent(UserHabit.self, forKey: .habit) ?? .installsEarly
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(needsBootstrapToken, forKey: .needsBootstrapToken)
        try container.encode(hasPasscode, forKey: .hasPasscode)
        try container.encode(failures, forKey: .failures)
        try container.encode(neverHasSpace, forKey: .neverHasSpace)
        try container.encodeIfPresent(lack, forKey: .lack)
        try container.encode(authorisationExpires, forKey: .authorisationExpires)
        try container.encode(habit, forKey: .habit)
    }
}
