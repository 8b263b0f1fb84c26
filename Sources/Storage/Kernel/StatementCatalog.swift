/// Every statement that the program sends, so that a test can prepare each on both engines.
public enum StatementCatalog {
    /// The statements of the outbox.
    public static let kernel: [SQLStatement] = OutboxSQL.all

    /// All statements.
    public static let all: [SQLStatement] = kernel + domain

    /// The statements of the domain's stores.
    private static let domain: [SQLStatement] =
        DeviceSQL.all + EnrolmentSQL.all + ContactSQL.all + NewsSQL.all + ManifestSQL.all + CommandSQL.all
        + ReportSQL.all + TimelineSQL.all + EventStreamSQL.all + SecretSQL.all + RefusalSQL.all + CatalogSQL.all
        + PlanSQL.all + GroupSQL.all + EnforcementSQL.all + StatusSQL.all + PushSQL.all + CertificateSQL.all
        + ChallengeSQL.all + EnrolmentLinkSQL.all + AuthoritySQL.all + AuditSQL.all + PersonSQL.all
        + SessionSQL.all + TokenSQL.all + SetupSQL.all + ApplianceSQL.all + UpgradeSQL.all + HopSQL.all
        + CheckpointSQL.all + StandstillSQL.all + GraphSQL.all + CalendarSQL.all
}
