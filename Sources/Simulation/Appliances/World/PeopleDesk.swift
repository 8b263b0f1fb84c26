import RatchetCore

/// What people have said and done, for whoever holds the server to it.
struct PeopleDesk {
    struct Approval {
        let by: String
        let packages: [String]
    }

    /// Who planned which upgrade.
    var planners: [UpgradeID: String] = [:]
    var approvals: [UpgradeID: [Approval]] = [:]
    var waivers: [UpgradeID: Set<Rule>] = [:]
    /// Upgrades that somebody has paused and nobody resumed.
    var paused: Set<UpgradeID> = []
    /// Everything is paused.
    var isStandstill = false
    /// Why somebody was last refused; nil when they got what they wanted.
    var refusal: String?
    /// When somebody last let an appliance go on: started, resumed, had the backup put back; by machine.
    var wentOn: [Int: Instant] = [:]
    /// When somebody last unfroze it.
    var unfroze: [Int: Instant] = [:]
    /// When the desk began to mend something of it.
    var mending: [Int: Instant] = [:]
}
