/// The status items known here, by their dotted names (reference 2.3 and 4, and Apple's schema to OS 27).
///
/// The list says where an item's value begins: below a known name nothing is taken apart.
public enum StatusItemName: String, Sendable, Hashable, CaseIterable {
    // Software update.
    case installState = "softwareupdate.install-state"
    case installReason = "softwareupdate.install-reason"
    case pendingVersion = "softwareupdate.pending-version"
    case failureReason = "softwareupdate.failure-reason"
    case softwareUpdateDeviceID = "softwareupdate.device-id"
    case betaEnrollment = "softwareupdate.beta-enrollment"

    // The operating system.
    case osVersion = "device.operating-system.version"
    case osBuildVersion = "device.operating-system.build-version"
    case osFamily = "device.operating-system.family"
    case osMarketingName = "device.operating-system.marketing-name"
    case osSupplementalBuildVersion = "device.operating-system.supplemental.build-version"
    case osSupplementalExtraVersion = "device.operating-system.supplemental.extra-version"

    // The device.
    case modelIdentifier = "device.model.identifier"
    case modelFamily = "device.model.family"
    case modelMarketingName = "device.model.marketing-name"
    case modelNumber = "device.model.number"
    case serialNumber = "device.identifier.serial-number"
    case udid = "device.identifier.udid"
    case batteryHealth = "device.power.battery-health"

    // Management; the first two always come, without subscription.
    case declarations = "management.declarations"
    case clientCapabilities = "management.client-capabilities"
    case mdmApp = "mdm.app"
    case managedAppList = "app.managed.list"

    // OS 27.
    case mdmEnrollmentType = "mdm.enrollment-type"
    case mdmIsAwaitingConfiguration = "mdm.is-awaiting-configuration"
    case mdmIsReturnToService = "mdm.is-return-to-service"
    case mdmIsSharedIPad = "mdm.is-shared-ipad"
    case mdmPushToken = "mdm.push-token"
    case mdmPushMagic = "mdm.push-magic"
    case lockdownMode = "security.lockdown-mode"

    // Security and services.
    case passcodeIsCompliant = "passcode.is-compliant"
    case passcodeIsPresent = "passcode.is-present"
    case fileVaultEnabled = "diskmanagement.filevault.enabled"
    case certificateList = "security.certificate.list"
    case backgroundTask = "services.background-task"
    case unresolvedScreenSharing = "screensharing.connection.group.unresolved-connection"

    // Accounts.
    case calDAVAccounts = "account.list.caldav"
    case cardDAVAccounts = "account.list.carddav"
    case exchangeAccounts = "account.list.exchange"
    case googleAccounts = "account.list.google"
    case ldapAccounts = "account.list.ldap"
    case incomingMailAccounts = "account.list.mail.incoming"
    case outgoingMailAccounts = "account.list.mail.outgoing"
    case subscribedCalendars = "account.list.subscribed-calendar"

    /// The names to subscribe to for updates, before they are narrowed to what a device's capabilities list
    /// (reference 4, last line).
    public static let forUpdates: [StatusItemName] = [
        .installState, .installReason, .pendingVersion, .failureReason, .softwareUpdateDeviceID, .betaEnrollment,
        .osVersion, .osBuildVersion, .osFamily, .osMarketingName, .osSupplementalBuildVersion,
        .osSupplementalExtraVersion, .modelIdentifier, .modelFamily, .modelMarketingName, .serialNumber, .udid,
        .batteryHealth, .mdmEnrollmentType, .mdmIsAwaitingConfiguration, .mdmIsReturnToService, .mdmIsSharedIPad,
        .mdmPushToken, .mdmPushMagic, .passcodeIsPresent,
    ]

    private static let known = Set(allCases.map(\.rawValue))

    /// Whether a value under this dotted name is an item of its own.
    public static func isKnown(_ name: String) -> Bool { known.contains(name) }
}
