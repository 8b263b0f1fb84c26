import RatchetCore

/// What upgrades of appliances keep to.
extension ConfigurationReader {
    mutating func readUpgrades() -> UpgradePolicy {
        UpgradePolicy(
            soak: duration(.applianceSoak, .zero, .days(30)),
            backupAge: duration(.applianceBackupAge, .seconds(10), .days(30)),
            exportAge: duration(.applianceExportAge, .seconds(10), .days(3650)),
            readingAge: duration(.applianceReadingAge, .seconds(1), .days(1)),
            needsSecondPerson: truth(.applianceSecondPerson),
            restartAllowance: duration(.applianceRestart, .zero, .hours(4)),
            verificationAllowance: duration(.applianceVerification, .zero, .hours(4)),
            inventoryInterval: duration(.applianceInventory, .milliseconds(500), .days(1)),
            pollInterval: duration(.appliancePoll, .milliseconds(100), .hours(1)),
            preparationLead: duration(.appliancePreparation, .zero, .days(7)))
    }

    /// (S1) A shorter soak is an override that somebody answers for.
    mutating func readSoakOverride(_ policy: UpgradePolicy) -> String? {
        guard policy.soak < UpgradePolicy.standardSoak else { return nil }
        let reason = text(.applianceSoakBecause)
        if reason.isEmpty {
            fault(.applianceSoak, "is under 24h, which needs appliances.soakBecause with the reason")
        }
        return reason
    }
}
